/**
 * What someone sees of personal data whose role does not need it in clear: enough to recognise a person whom
 * one knows, too little to find one. Characters are code points, so that rare Han characters stay whole.
 */

/** Keeps the ends and hides the middle; what is too short to have a middle is hidden whole. */
function keepEnds(text: string, head: number, tail: number): string {
  const characters = Array.from(text);
  const hidden = characters.length - head - tail;
  if (hidden <= 0) return "*".repeat(characters.length);
  const last = tail === 0 ? [] : characters.slice(-tail);
  return [...characters.slice(0, head), "*".repeat(hidden), ...last].join("");
}

/** A name: `王小明` as `王*明`, `王明` as `王*`. */
export function maskName(name: string): string {
  const length = Array.from(name).length;
  return keepEnds(name, 1, length > 2 ? 1 : 0);
}

/** A phone number: `13800138000` as `138****8000`. */
export const maskPhone = (phone: string): string => keepEnds(phone, 3, 4);
