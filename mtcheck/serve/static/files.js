/* Files that are opened, dropped or given out. */
const BINARY = /\.(docx?|odt|rtf|pdf|epub)$/i;

/* The text of a file, without a byte order mark. Raises Error with what to tell. */
async function textOf(file) {
  if (BINARY.test(file.name)) throw new Error(`${file.name}: save it as text or Markdown, or check it with mtcheck FILE.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = { '255,254': 'utf-16le', '254,255': 'utf-16be' }[bytes.slice(0, 2).join()];
  try {
    return new TextDecoder(wide || 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${file.name} is not written in UTF-8.`);
  }
}

function formatOf(name) {
  if (/\.(md|markdown|mdx)$/i.test(name)) return 'markdown';
  return /\.x?html?$/i.test(name) ? 'html' : 'text';
}

function download(name, content, type) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/* article.txt -> article.corrected.txt */
function named(name, what, suffix) {
  const at = name.lastIndexOf('.');
  const base = at > 0 ? name.slice(0, at) : name;
  return `${base}.${what}${suffix || (at > 0 ? name.slice(at) : '.txt')}`;
}

/* The direction of a text by its first letters; dir="auto" takes long on long texts. */
function directionOf(text) {
  const letters = text.slice(0, 2000);
  const first = /[\p{L}]/u.exec(letters)?.[0] || '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(first) ? 'rtl' : 'ltr';
}
