/**
 * Text from outside as a terminal may print it: control characters, which it would obey, are shown as their pictures
 * (`␛` for the escape character) or as `�`, and so are those that turn the direction of what follows. Line breaks and
 * tabs stay.
 */
export const printable = (text: string): string =>
  text.replaceAll('\r\n', '\n').replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, pictureOf);

const PICTURES = 0x2400;
const SPACE = 0x20;
const DELETE = 0x7f;
const PICTURE_OF_DELETE = '\u2421';

function pictureOf(control: string): string {
  const code = control.charCodeAt(0);
  if (code < SPACE) return String.fromCharCode(PICTURES + code);
  return code === DELETE ? PICTURE_OF_DELETE : '\uFFFD';
}
