/** Of a digit in any script, which one it is: digits of a script stand together, in tens. */
function digitOf(sign: string): string {
  const place = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(place - before - 1))) before += 1;
  return `${before % 10}`;
}

/** The text with digits and a plus as machines read them, whatever script they were typed in. */
export const plainDigits = (text: string): string => text.normalize('NFKC').replace(/\p{Nd}/gu, digitOf);
