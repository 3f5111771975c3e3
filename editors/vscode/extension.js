// Starts `mtcheck lsp`, and shows the score of the article in front in the language status.
'use strict';
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { serverOptions, statusOf } = require('./options');

const LANGUAGES = ['plaintext', 'markdown', 'html'];
const statuses = new Map(); // by URI: what the server said last
let client;
let item;
let log;
let watcher; // of the files with settings
let turn = Promise.resolve(); // starts and stops follow each other

function settings() {
  const all = vscode.workspace.getConfiguration('mtcheck');
  return {
    command: all.get('command', ['mtcheck']),
    sourceFolder: all.get('sourceFolder', ''),
    languages: all.get('languages', LANGUAGES),
  };
}

function selector(languages) {
  return languages.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ scheme, language })));
}

/** Show the status of the article in front. */
function show() {
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const status = uri && statuses.get(uri);
  if (!status) {
    item.text = 'mtcheck';
    item.detail = client ? 'not checked yet' : 'not running';
    item.severity = vscode.LanguageStatusSeverity.Information;
    return;
  }
  const { text, detail, warn } = statusOf(status);
  item.text = text;
  item.detail = detail;
  item.severity = warn ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
}

function fail(error) {
  item.text = 'mtcheck';
  item.detail = `did not start: ${error.message}`;
  item.severity = vscode.LanguageStatusSeverity.Error;
  vscode.window.showErrorMessage(
    `mtcheck did not start (${error.message}). Install it with: pip install "mtcheck[lsp]", or set mtcheck.command.`
  );
}

async function start() {
  const now = settings();
  item.selector = selector(now.languages);
  let made;
  try {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    watcher = vscode.workspace.createFileSystemWatcher('**/{mtcheck,pyproject}.toml');
    made = new LanguageClient('mtcheck', 'mtcheck', serverOptions(now, folder), {
      documentSelector: selector(now.languages),
      outputChannel: log,
      synchronize: { fileEvents: watcher },
    });
    made.onNotification('mtcheck/status', (status) => {
      // the server writes a URI as the client sent it, which may be escaped otherwise than VS Code does
      statuses.set(vscode.Uri.parse(status.uri).toString(), status);
      show();
    });
    await made.start();
    client = made;
    show();
  } catch (error) {
    fail(error);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  statuses.clear();
  watcher?.dispose();
  await running?.stop().catch(() => undefined); // a server that fell over has nothing to stop
}

function restart() {
  turn = turn.then(stop).then(start);
  return turn;
}

exports.activate = (context) => {
  log = vscode.window.createOutputChannel('mtcheck');
  item = vscode.languages.createLanguageStatusItem('mtcheck.score', selector(LANGUAGES));
  item.name = 'mtcheck';
  item.command = { command: 'mtcheck.showLog', title: 'Log' };
  context.subscriptions.push(
    log,
    item,
    vscode.commands.registerCommand('mtcheck.restart', restart),
    vscode.commands.registerCommand('mtcheck.showLog', () => log.show()),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidCloseTextDocument((document) => statuses.delete(document.uri.toString())),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('mtcheck') && restart())
  );
  return restart();
};

exports.deactivate = () => {
  turn = turn.then(stop);
  return turn;
};
