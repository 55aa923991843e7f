/** Text that a spreadsheet could take for a formula, made harmless by a leading apostrophe; a signed number is none. */
export function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !/^[+-]\d+$/.test(text) ? `'${text}` : text;
}
