'use strict';
/* Marks in a text and the cards of findings beside it. `root` holds .spread, in it a.m (marks) and .card. */
class Notes {
  constructor(root, told = () => {}) {
    this.root = root;
    this.told = told;
    this.picked = 0;
    this.hidden = new Set();
    this.wide = matchMedia('(min-width: 62.5rem)');
    this.spread = root.querySelector('.spread');
    this.refresh();
    this.spread.addEventListener('click', (event) => this.clicked(event));
  }

  static family(card) { return [...card.classList].find((name) => name.startsWith('fam-')).slice(4); }

  static severity(card) { return ['critical', 'major', 'minor'].find((name) => card.classList.contains(name)); }

  static number(element) {
    return Number(/(\d+)$/.exec(element.dataset.n || element.hash || element.id)[1]);
  }

  refresh() {
    this.cards = new Map();
    for (const card of this.root.querySelectorAll('.card')) this.cards.set(Notes.number(card), card);
    this.marks = new Map();
    for (const mark of this.root.querySelectorAll('.m')) {
      const number = Notes.number(mark);
      if (!this.marks.has(number)) this.marks.set(number, []);
      this.marks.get(number).push(mark);
    }
    for (const [number, marks] of this.marks) {
      const message = this.cards.get(number)?.querySelector('.msg');
      if (message && !message.id) message.id = `${this.cards.get(number).id}w`;
      if (message && marks[0].href) marks[0].setAttribute('aria-describedby', message.id);
    }
    this.filter(this.hidden);
  }

  shown() {
    return [...this.cards].filter(([, card]) => !card.hidden).map(([number]) => number);
  }

  filter(hidden) {
    this.hidden = hidden;
    for (const [number, card] of this.cards) {
      card.hidden = hidden.has(Notes.family(card)) || hidden.has(Notes.severity(card));
      for (const mark of this.marks.get(number) || []) mark.classList.toggle('off', card.hidden);
    }
    if (this.picked && (!this.cards.has(this.picked) || this.cards.get(this.picked).hidden)) this.pick(0);
    else this.place();
    this.told();
  }

  clicked(event) {
    if (event.target.closest('button, textarea, summary')) return;
    const mark = event.target.closest('.m');
    const card = event.target.closest('.card');
    const link = event.target.closest('a');
    if (mark && !mark.classList.contains('off')) {
      event.preventDefault();
      this.pick(Notes.number(mark), 'card');
    } else if (card && (!link || link.classList.contains('q'))) {
      event.preventDefault();
      this.pick(Notes.number(card), 'mark');
    } else if (!mark && !card) {
      this.pick(0);
    }
  }

  pick(number, show) {
    for (const element of this.root.querySelectorAll('.picked, .joined')) element.classList.remove('picked', 'joined');
    this.picked = number;
    const card = this.cards.get(number);
    this.root.classList.toggle('sheet-open', Boolean(card));
    if (card) {
      card.classList.add('picked');
      for (const mark of this.marks.get(number) || []) mark.classList.add('picked');
      for (const beside of this.beside(number)) beside.classList.add('joined');
    }
    this.place();
    const target = show === 'mark' || (show === 'card' && !this.wide.matches) ? this.marks.get(number)?.[0] : null;
    target?.scrollIntoView({ block: 'center', behavior: 'auto' });
    if (show === 'card' && this.wide.matches) card?.scrollIntoView({ block: 'nearest' });
    this.told();
  }

  beside(number) {
    return [...this.root.querySelectorAll(`[data-r~="${number}"]`)];
  }

  step(by) {
    const numbers = this.shown();
    if (!numbers.length) return;
    const at = numbers.indexOf(this.picked);
    const next = at < 0 ? (by > 0 ? 0 : numbers.length - 1) : (at + by + numbers.length) % numbers.length;
    this.pick(numbers[next], 'mark');
    const mark = this.marks.get(numbers[next])?.[0];
    if (mark?.href) mark.focus({ preventScroll: true });
  }

  /* Each card at the height of its mark, as far as those above leave room. The picked one exactly there: those before
     it move up, and what has no room there steps aside. */
  place() {
    const list = this.root.querySelector('.cards');
    if (!list) return;
    const cards = this.shown().map((number) => this.cards.get(number));
    if (!this.wide.matches) {
      for (const card of cards) {
        card.style.top = '';
        card.classList.remove('away');
      }
      list.style.minHeight = '';
      this.join();
      return;
    }
    const base = list.getBoundingClientRect().top;
    const rows = this.shown().map((number) => {
      const mark = this.marks.get(number)?.[0];
      const card = this.cards.get(number);
      return { card, want: mark ? mark.getBoundingClientRect().top - base - 8 : 0, height: card.offsetHeight + 10 };
    });
    let at = 0;
    for (const row of rows) {
      row.top = Math.max(row.want, at);
      at = row.top + row.height;
    }
    const k = rows.findIndex((row) => row.card.classList.contains('picked'));
    if (k >= 0) {
      rows[k].top = Math.max(0, rows[k].want);
      for (let i = k - 1; i >= 0; i--) rows[i].top = Math.min(rows[i].top, rows[i + 1].top - rows[i].height);
      at = rows[k].top + rows[k].height;
      for (const row of rows.slice(k + 1)) {
        row.top = Math.max(row.want, at);
        at = row.top + row.height;
      }
    }
    for (const row of rows) {
      row.card.style.top = `${Math.max(0, row.top)}px`;
      row.card.classList.toggle('away', row.top < 0); // no room above the picked one
    }
    list.style.minHeight = `${Math.max(0, at)}px`;
    this.join();
  }

  /* Lines from the picked mark to the places that explain it. */
  join() {
    this.spread.querySelector('.lines')?.remove();
    const mark = this.marks.get(this.picked)?.[0];
    const places = this.picked ? this.beside(this.picked) : [];
    if (!mark || !places.length) return;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('class', 'lines');
    svg.setAttribute('aria-hidden', 'true');
    const base = this.spread.getBoundingClientRect();
    const from = mark.getClientRects()[0];
    const seen = new Set();
    for (const place of places) {
      const to = place.getClientRects()[0];
      if (!from || !to || seen.has(Math.round(to.top / 8))) continue;
      seen.add(Math.round(to.top / 8));
      const beside = Math.abs(to.top - from.top) < from.height; // on the same line: over both
      const down = to.top > from.top && !beside;
      const x1 = from.left + from.width / 2 - base.left;
      const y1 = (down ? from.bottom : from.top) - base.top;
      const x2 = to.left + Math.min(to.width, 240) / 2 - base.left;
      const y2 = (down || beside ? to.top - 3 : to.bottom + 3) - base.top;
      const bend = beside ? -16 : Math.max(14, Math.min(60, Math.abs(y2 - y1) / 2)) * (down ? 1 : -1);
      const path = document.createElementNS(svg.namespaceURI, 'path');
      path.setAttribute('d', `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 + (beside ? bend : -bend)} ${x2} ${y2}`);
      const end = document.createElementNS(svg.namespaceURI, 'circle');
      end.setAttribute('cx', x2);
      end.setAttribute('cy', y2);
      end.setAttribute('r', 3);
      svg.append(path, end);
    }
    this.spread.append(svg);
  }
}

/* Buttons that hide a family or a severity, and the counter between the arrows. */
class FilterBar {
  constructor(bar) {
    this.bar = bar;
    this.chips = bar.querySelector('#chips');
    this.where = bar.querySelector('#where');
    bar.querySelector('#prev').addEventListener('click', () => this.notes?.step(-1));
    bar.querySelector('#next').addEventListener('click', () => this.notes?.step(1));
  }

  show(notes) {
    this.notes = notes;
    this.bar.hidden = !notes || !notes.cards.size;
    if (this.bar.hidden) return;
    const cards = [...notes.cards.values()];
    const count = (of) => {
      const counts = new Map();
      for (const card of cards) counts.set(of(card), (counts.get(of(card)) || 0) + 1);
      return [...counts].sort();
    };
    const order = ['critical', 'major', 'minor'];
    const severities = count(Notes.severity).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
    this.chips.replaceChildren(
      ...severities.map(([name, n]) => this.chip(name, n, '', { minor: '2 3', critical: '' }[name])),
      ...count(Notes.family).map(([name, n]) => this.chip(name, n, `fam-${name}`, '')));
    this.tell();
  }

  chip(name, n, look, dashes) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `chip ${look}`;
    button.dataset.name = name;
    button.setAttribute('aria-pressed', String(!this.notes.hidden.has(name)));
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 20 10');
    svg.setAttribute('aria-hidden', 'true');
    for (const y of name === 'critical' ? [3, 8] : [5]) {
      const line = document.createElementNS(svg.namespaceURI, 'line');
      for (const [key, value] of Object.entries({ x1: 0, y1: y, x2: 20, y2: y })) line.setAttribute(key, value);
      if (dashes) line.setAttribute('stroke-dasharray', dashes);
      svg.append(line);
    }
    button.append(svg, `${name} ${n}`);
    button.addEventListener('click', () => {
      const hidden = new Set(this.notes.hidden);
      if (!hidden.delete(name)) hidden.add(name);
      button.setAttribute('aria-pressed', String(!hidden.has(name)));
      this.notes.filter(hidden);
    });
    return button;
  }

  tell() {
    if (!this.notes) return;
    const numbers = this.notes.shown();
    const at = numbers.indexOf(this.notes.picked);
    this.where.textContent = at < 0 ? `${numbers.length} shown` : `${at + 1} of ${numbers.length}`;
  }
}

/* The look, and what both pages answer to on the keyboard. `keys`: key -> function. */
function shell(keys) {
  const root = document.documentElement;
  let kept = null;
  try {
    kept = localStorage.getItem('mtcheck-theme');
  } catch { /* a page from disk may have no storage */ }
  if (kept) root.dataset.theme = kept;
  const turn = () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try {
      localStorage.setItem('mtcheck-theme', root.dataset.theme);
    } catch { /* as above */ }
  };
  const help = document.getElementById('help');
  document.getElementById('theme').addEventListener('click', turn);
  document.getElementById('keys').addEventListener('click', () => help.showModal());
  help.querySelector('button').addEventListener('click', () => help.close());
  const all = { t: turn, '?': () => help.showModal(), ...keys };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key !== 'Escape' && event.target.closest('input, textarea, select')) return;
    const act = all[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
}
