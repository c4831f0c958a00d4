const NUMBER = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)?(?:\.(\d*))?$/;
/** What may stand around an answer without being part of it. */
const WRAPPING = /^(?:"(.+)"|'(.+)'|`(.+)`|\u201c(.+)\u201d|\*\*(.+)\*\*|__(.+)__|\*(.+)\*|_(.+)_|(.+)\.)$/s;

/** How many wrappings within each other are taken off. */
const MAX_DEPTH = 8;

/**
 * What an answer counts as in a vote: lower case, white space collapsed, without surrounding quotes, emphasis and final
 * full stop; a pure number in canonical decimal form, so that `"1,234.50"` counts as `1234.5`. Never empty for an answer
 * that is not blank.
 */
export function answerKey(answer: string): string {
  const text = answer.trim().toLowerCase().replace(/\s+/g, ' ');
  return canonicalNumber(unwrapped(text));
}

function unwrapped(text: string): string {
  let inner = text;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    inner = inner.replace(WRAPPING, '$1$2$3$4$5$6$7$8$9').trim() || inner;
  }
  return inner;
}

function canonicalNumber(text: string): string {
  const match = NUMBER.exec(text);
  if (match === null) return text;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return text;
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '') || '0';
  const decimals = fraction.replace(/0+$/, '');
  const magnitude = decimals === '' ? digits : `${digits}.${decimals}`;
  return sign === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
}
