// xterm.js as a terminal for tests. Each line of input is a JSON object, {"columns", "rows"} for a
// fresh terminal or {"write": base64} for output of a program; each is answered by what is shown
// then, in the words of gatehouse.terminal.Picture.

const readline = require('node:readline');
const { Terminal } = require('@xterm/headless');
const { Unicode11Addon } = require('@xterm/addon-unicode11');

const UNDERLINES = ['', 'underline', 'double', 'curly', 'dotted', 'dashed'];

let terminal;

function fresh({ columns, rows }) {
  terminal?.dispose();
  terminal = new Terminal({
    cols: columns,
    rows,
    scrollback: 0,
    allowProposedApi: true,
    logLevel: 'off',
  });
  // Like ours, a width for each code point. Unicode 11 is the newest xterm.js has of that kind:
  // version 6 knows no wide emoji, and the graphemes addon joins what xterm and tmux keep apart.
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
}

function pen(cell) {
  const words = [
    cell.isBold() && 'bold',
    cell.isDim() && 'dim',
    cell.isItalic() && 'italic',
    cell.isUnderline() && UNDERLINES[cell.getUnderlineStyle()],
    cell.isBlink() && 'blink',
    cell.isInverse() && 'inverse',
    cell.isInvisible() && 'hidden',
    cell.isStrikethrough() && 'struck',
    cell.isOverline() && 'overlined',
    'on ' + colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
    'in ' + colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
  ];
  return words.filter((word) => word && !word.endsWith(' default')).join(' ');
}

function colour(isDefault, isTrue, value) {
  return isDefault ? 'default' : isTrue ? '#' + value.toString(16).padStart(6, '0') : `${value}`;
}

function row(buffer, index) {
  const line = buffer.getLine(buffer.baseY + index);
  return Array.from({ length: terminal.cols }, (_, column) => {
    const cell = line.getCell(column);
    const text = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
    return { text, pen: pen(cell) };
  });
}

// The private parts are those of the version that package.json pins.
function modes(buffer) {
  const { coreService, buffer: inner } = terminal._core;
  const told = terminal.modes;
  return {
    // A pending wrap is a column beyond the last here; it shows in what is printed next.
    cursor: `${buffer.cursorY},${Math.min(buffer.cursorX, terminal.cols - 1)}`,
    region: `${inner.scrollTop}-${inner.scrollBottom}`,
    visible: !coreService.isCursorHidden,
    alternate: buffer.type === 'alternate',
    insert: told.insertMode,
    origin: told.originMode,
    autowrap: told.wraparoundMode,
    'application cursor': told.applicationCursorKeysMode,
    'application keypad': told.applicationKeypadMode,
    'bracketed paste': told.bracketedPasteMode,
    'focus reports': told.sendFocusMode,
    mouse: told.mouseTrackingMode,
    'synchronized output': told.synchronizedOutputMode,
  };
}

function tell() {
  const buffer = terminal.buffer.active;
  const rows = Array.from({ length: terminal.rows }, (_, index) => row(buffer, index));
  console.log(JSON.stringify({ rows, modes: modes(buffer) }));
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line);
  if ('write' in order) {
    terminal.write(Buffer.from(order.write, 'base64'), tell);
  } else {
    fresh(order);
    tell();
  }
});
