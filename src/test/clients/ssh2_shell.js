// A shell by ssh2 on standard input and output: PORT USER METHOD PASSWORD.

const { Client } = require('ssh2');

const [port, username, method, password] = process.argv.slice(2);
const client = new Client();

process.exitCode = 255;
client.on('keyboard-interactive', (name, told, language, prompts, answer) =>
  answer(prompts.map(() => password)));
client.on('ready', () =>
  client.shell({ term: 'xterm', cols: 80, rows: 24 }, (failure, shell) => {
    if (failure) {
      throw failure;
    }
    process.stdin.pipe(shell);
    shell.pipe(process.stdout);
    shell.on('exit', (status) => (process.exitCode = status));
    shell.on('close', () => client.end());
  }));
client.on('close', () => process.stdin.destroy());
client.connect({
  host: '127.0.0.1',
  port,
  username,
  password,
  authHandler: [method],
  tryKeyboard: true,
});
