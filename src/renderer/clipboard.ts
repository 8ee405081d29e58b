/**
 * Copies text; true where that was done. The desktop shell grants no permission, the clipboard's among them, so a
 * selection is copied as Ctrl C would: that needs none, only that a person asked for it.
 */
export function copyText(text: string, beside: HTMLElement): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.className = 'sr-only';
  // Beside the button: an open dialog keeps everything outside it from being selected.
  beside.after(field);
  field.select();
  try {
    // Deprecated in favour of an interface that asks for the permission.
    return document.execCommand('copy');
  } finally {
    field.remove();
    beside.focus();
  }
}
