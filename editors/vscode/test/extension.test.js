// The extension with a VS Code and a language client that only write down what is asked of them.
'use strict';
const assert = require('node:assert');
const Module = require('node:module');
const path = require('node:path');
const test = require('node:test');
const { serverOptions, statusOf } = require('../options');

const FINE = { uri: 'file:///w/a.txt', score: 91.25, passed: true, words: 300, findings: 1, notices: [] };

function stage(configured = {}, startFails = false) {
  const seen = { clients: [], errors: [], listeners: {}, commands: {}, watchers: 0 };
  const uri = (text) => ({ toString: () => text, fsPath: text.replace('file://', '') });
  const listen = (name) => (f) => { seen.listeners[name] = f; return { dispose() {} }; };
  const item = (seen.item = {});
  const vscode = {
    LanguageStatusSeverity: { Information: 0, Warning: 1, Error: 2 },
    Uri: { parse: (text) => uri(decodeURIComponent(text)) },
    commands: { registerCommand: (name, f) => { seen.commands[name] = f; } },
    languages: { createLanguageStatusItem: () => item },
    window: {
      activeTextEditor: { document: { uri: uri('file:///w/a.txt') } },
      createOutputChannel: () => ({ show() {} }),
      onDidChangeActiveTextEditor: listen('editor'),
      showErrorMessage: (text) => seen.errors.push(text),
    },
    workspace: {
      workspaceFolders: [{ uri: uri('file:///w') }],
      getConfiguration: () => ({ get: (key, fallback) => configured[key] ?? fallback }),
      createFileSystemWatcher: () => { seen.watchers += 1; return { dispose: () => { seen.watchers -= 1; } }; },
      onDidCloseTextDocument: listen('close'),
      onDidChangeConfiguration: listen('configuration'),
    },
  };
  class LanguageClient {
    constructor(id, name, server, options) { Object.assign(this, { server, options, running: false, told: {} }); }
    onNotification(name, f) { this.told[name] = f; }
    async start() {
      if (startFails) throw new Error('no such file');
      this.running = true;
      seen.clients.push(this);
    }
    async stop() { this.running = false; }
  }
  const load = Module._load;
  Module._load = function (name, ...rest) {
    if (name === 'vscode') return vscode;
    if (name === 'vscode-languageclient/node') return { LanguageClient };
    return load.call(this, name, ...rest);
  };
  delete require.cache[require.resolve('../extension')];
  try {
    seen.extension = require('../extension');
  } finally {
    Module._load = load;
  }
  return seen;
}

test('it starts the server, shows the score and stops', async () => {
  const seen = stage();
  await seen.extension.activate({ subscriptions: [] });
  assert.strictEqual(seen.clients.length, 1);
  const [client] = seen.clients;
  assert.deepStrictEqual(client.server, { command: 'mtcheck', args: ['lsp'], options: { cwd: '/w' } });
  assert.ok(client.options.documentSelector.some((d) => d.language === 'markdown' && d.scheme === 'file'));
  assert.strictEqual(seen.item.detail, 'not checked yet');
  client.told['mtcheck/status']({ ...FINE, uri: 'file:///w/a%2Etxt' });
  assert.strictEqual(seen.item.text, 'mtcheck 91.3');
  assert.strictEqual(seen.item.severity, 0);
  seen.listeners.close({ uri: { toString: () => 'file:///w/a.txt' } });
  seen.listeners.editor();
  assert.strictEqual(seen.item.text, 'mtcheck');
  await seen.extension.deactivate();
  assert.strictEqual(client.running, false);
  assert.strictEqual(seen.watchers, 0);
});

test('a changed setting starts it again, another one does not', async () => {
  const configured = {};
  const seen = stage(configured);
  await seen.extension.activate({ subscriptions: [] });
  await seen.listeners.configuration({ affectsConfiguration: () => false });
  assert.strictEqual(seen.clients.length, 1);
  configured.sourceFolder = 'sources';
  await seen.listeners.configuration({ affectsConfiguration: (name) => name === 'mtcheck' });
  assert.deepStrictEqual(seen.clients.map((c) => c.running), [false, true]);
  assert.deepStrictEqual(seen.clients[1].server.args, ['lsp', '--source-dir', path.resolve('/w', 'sources')]);
  assert.strictEqual(seen.watchers, 1);
});

test('a server that cannot be started is told with what to do', async () => {
  const seen = stage({}, true);
  await seen.extension.activate({ subscriptions: [] });
  assert.strictEqual(seen.item.severity, 2);
  assert.match(seen.errors[0], /no such file.*pip install/);
});

test('the command may name the workspace folder', () => {
  const command = ['${workspaceFolder}/.venv/bin/python', '-m', 'mtcheck'];
  const made = serverOptions({ command }, '/w');
  assert.strictEqual(made.command, '/w/.venv/bin/python');
  assert.deepStrictEqual(made.args, ['-m', 'mtcheck', 'lsp']);
  assert.throws(() => serverOptions({ command: [] }, '/w'), /mtcheck.command is empty/);
});

test('the status says the verdict, and what went wrong besides', () => {
  assert.deepStrictEqual(statusOf(FINE), {
    text: 'mtcheck 91.3', detail: 'passed; 1 finding; 300 words', warn: false,
  });
  const bad = statusOf({ ...FINE, score: null, findings: 2, notices: ['no source'] });
  assert.strictEqual(bad.text, 'mtcheck –');
  assert.match(bad.detail, /2 findings.*no source/);
  assert.ok(bad.warn);
});
