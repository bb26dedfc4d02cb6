/** Spaces and hyphens that people put between the digits, and the prefix of the country. */
const bare = (text: string): string => text.replace(/[\s-]/g, "").replace(/^(\+|00)86/, "");

/**
 * A mobile number of mainland China as its 11 digits (personal data), or `undefined`.
 * Numbers move between carriers, so only the form is checked: 1, then 3 to 9, then nine digits.
 */
export function readMobileNumber(text: string): string | undefined {
  const digits = bare(text);
  return /^1[3-9]\d{9}$/.test(digits) ? digits : undefined;
}

/**
 * A number under which an organisation is reached: a mobile number, a fixed line with its area code
 * (`0371-63211234`, given back with the hyphens taken out), or a service number (400, 800). `undefined` for anything
 * else, short numbers such as 12345 included.
 */
export function readContactNumber(text: string): string | undefined {
  const digits = bare(text);
  const isFixedLine = /^0(10|2\d|[3-9]\d{2})\d{7,8}$/.test(digits);
  return (
    readMobileNumber(text) ?? (isFixedLine || /^[48]00\d{7}$/.test(digits) ? digits : undefined)
  );
}
