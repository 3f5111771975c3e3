// What follows from the settings alone, without VS Code: how the server is started, and what its status says.
'use strict';
const path = require('path');

/** Put the workspace folder in; without one the words stay, and the start says which command failed. */
function inFolder(text, folder) {
  return folder ? text.split('${workspaceFolder}').join(folder) : text;
}

/** The server's start as the language client wants it. `settings`: command (words), sourceFolder; `folder`: path of the
 * workspace, or undefined. Throws if there is no command. */
function serverOptions(settings, folder) {
  const [command, ...args] = (settings.command || []).map((word) => inFolder(word, folder));
  if (!command) throw new Error('the setting mtcheck.command is empty');
  args.push('lsp');
  if (settings.sourceFolder) {
    const source = inFolder(settings.sourceFolder, folder);
    args.push('--source-dir', folder ? path.resolve(folder, source) : source);
  }
  return { command, args, options: folder ? { cwd: folder } : {} };
}

/** What is said of an article: text and detail for the language status, and whether it deserves a warning. */
function statusOf(status) {
  const score = status.score === null || status.score === undefined ? '–' : status.score.toFixed(1);
  const findings = status.findings === 1 ? '1 finding' : `${status.findings} findings`;
  const notices = status.notices || [];
  return {
    text: `mtcheck ${score}`,
    detail: [`${status.passed ? 'passed' : 'failed'}; ${findings}; ${status.words} words`, ...notices].join('; '),
    warn: !status.passed || notices.length > 0,
  };
}

module.exports = { serverOptions, statusOf };
