/** Words with the marks at them; Chinese, which has no spaces, sign by sign with the marks that stay with it. */
const PIECES =
  /\s+|[（“「《]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“「《，。：；、）”」》]+)[，。：；、）”」》！？…]*|[^\s]/gu;

/**
 * A text in lines that fit: broken between words, between Chinese signs, and within what is too long for any line, as a file's
 * name may be. A sign that fits nowhere has a line of its own.
 */
export function brokenLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  let space = '';
  const put = (piece: string): void => {
    const longer = line + space + piece;
    if (line === '' || fits(longer)) line = line === '' ? piece : longer;
    else {
      lines.push(line);
      line = piece;
    }
    space = '';
  };
  for (const [piece] of text.matchAll(PIECES)) {
    if (/^\s/u.test(piece)) space = ' ';
    else if (fits(piece)) put(piece);
    else for (const sign of piece) put(sign);
  }
  return line === '' ? lines : [...lines, line];
}
