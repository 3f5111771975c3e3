/* The text that is typed, and behind it the same text with marks. A mark is [start, end, number, classes]. */
class Editor {
  constructor(area, behind) {
    this.area = area;
    this.behind = behind;
    this.marks = [];
    this.related = [];
    this.shown = '';
  }

  get text() { return this.area.value; }

  /* Show marks for the present text. */
  mark(marks, related) {
    this.marks = marks;
    this.related = related;
    this.shown = this.text;
    this.draw();
  }

  /* Move the marks with what was typed; those that it touches go until the text is checked again. */
  typed() {
    const [old, text] = [this.shown, this.text];
    if (old === text) return;
    let start = 0;
    const least = Math.min(old.length, text.length);
    while (start < least && old[start] === text[start]) start++;
    let same = 0;
    while (same < least - start && old[old.length - 1 - same] === text[text.length - 1 - same]) same++;
    const [end, by] = [old.length - same, text.length - old.length];
    const moved = (list) => list
      .filter(([a, b]) => b <= start || a >= end)
      .map(([a, b, ...rest]) => (b <= start ? [a, b, ...rest] : [a + by, b + by, ...rest]));
    this.marks = moved(this.marks);
    this.related = moved(this.related);
    this.shown = text;
    this.draw();
  }

  draw() {
    const text = this.shown;
    const cuts = new Set([0, text.length]);
    for (const [a, b] of [...this.marks, ...this.related]) cuts.add(a).add(b);
    const ordered = [...cuts].sort((a, b) => a - b);
    const shortest = this.marks.filter(([a, b]) => a < b).sort((x, y) => x[1] - x[0] - (y[1] - y[0]));
    const points = this.marks.filter(([a, b]) => a === b);
    const last = new Map();
    const parts = [];
    ordered.forEach((at, k) => {
      for (const mark of points) if (mark[0] === at) parts.push(this.piece('‸', mark, 'pt'));
      const end = ordered[k + 1];
      if (end === undefined) return;
      const mark = shortest.find(([a, b]) => a <= at && end <= b);
      const beside = this.related.filter(([a, b]) => a <= at && end <= b).map((r) => r[2]);
      if (!mark && !beside.length) {
        parts.push(text.slice(at, end));
        return;
      }
      const element = this.piece(text.slice(at, end), mark, '');
      if (beside.length) element.dataset.r = beside.join(' ');
      if (mark) {
        last.get(mark[2])?.classList.add('more');
        last.set(mark[2], element);
      }
      parts.push(element);
    });
    this.behind.replaceChildren(...parts, '\u200b');
  }

  piece(text, mark, look) {
    const element = document.createElement('span');
    element.textContent = text;
    if (mark) {
      element.className = `m ${mark[3]} ${look}`;
      element.dataset.n = mark[2];
    }
    return element;
  }

  /* The finding at the caret, 0 for none. */
  atCaret() {
    const at = this.area.selectionStart;
    const found = this.marks.filter(([a, b]) => a <= at && at <= b).sort((x, y) => x[1] - x[0] - (y[1] - y[0]));
    return found.length ? found[0][2] : 0;
  }

  set(text, caret) {
    this.area.value = text;
    if (caret !== undefined) this.area.setSelectionRange(caret, caret);
    this.typed();
  }

  /* The text after edits [start, end, new] that do not overlap, and where the last of them ends. */
  edited(edits) {
    let text = this.text;
    let caret = 0;
    for (const [start, end, fresh] of [...edits].sort((a, b) => b[0] - a[0])) {
      text = text.slice(0, start) + fresh + text.slice(end);
      caret = Math.max(start + fresh.length, caret && caret + fresh.length - (end - start));
    }
    return [text, caret];
  }
}
