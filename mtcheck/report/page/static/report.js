/* The report: one article, or a table of many of which one is open. */
(() => {
  const many = document.body.classList.contains('many');
  const bar = new FilterBar(document.querySelector('.bar'));
  const notes = new Map();
  const overview = document.getElementById('all');
  const rules = document.getElementById('rules');
  const find = document.getElementById('find');
  const show = document.getElementById('show');
  let open;

  function notesOf(article) {
    if (!notes.has(article)) notes.set(article, new Notes(article, () => bar.tell()));
    return notes.get(article);
  }

  /* One of many is text until it is opened. */
  function unfold(article) {
    const kept = article.firstElementChild;
    if (kept.tagName === 'SCRIPT') article.innerHTML = kept.textContent;
  }

  function turnTo(article) {
    if (open === article) return;
    open = article;
    for (const section of document.querySelectorAll('.open')) section.classList.remove('open');
    if (article) unfold(article);
    (article || overview)?.classList.add('open');
    const current = article ? notesOf(article) : null;
    bar.show(current);
    current?.place();
    if (many) scrollTo(0, 0);
  }

  /* What the address names: an article, a finding in it, a rule, or nothing. */
  function follow() {
    const found = /^(a\d+)(?:[fm](\d+))?$/.exec(location.hash.slice(1));
    const target = document.getElementById(found ? found[1] : location.hash.slice(1));
    const article = target?.closest('.art') || (many ? null : document.querySelector('.art'));
    if (target?.closest('.rules')) {
      if (many) {
        turnTo(null);
        overview.classList.remove('open');
        rules.classList.add('open');
        open = undefined;
      }
      target.scrollIntoView();
      return;
    }
    turnTo(article);
    if (article && found?.[2]) notesOf(article).pick(Number(found[2]), 'mark');
    else if (!article) target?.focus?.();
  }

  function sorted(button) {
    const head = button.closest('th');
    const column = [...head.parentNode.children].indexOf(head);
    const up = head.getAttribute('aria-sort') === (button.dataset.type ? 'ascending' : 'descending');
    for (const other of head.parentNode.children) if (other.querySelector('button')) other.setAttribute('aria-sort', 'none');
    const descending = button.dataset.type ? up : !up;
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    const body = head.closest('table').tBodies[0];
    const value = (row) => row.cells[column].textContent.trim();
    const number = (row) => (value(row) === '–' ? -1 : Number(value(row)));
    const compare = button.dataset.type
      ? (a, b) => value(a).localeCompare(value(b), undefined, { numeric: true })
      : (a, b) => number(a) - number(b);
    body.append(...[...body.rows].sort((a, b) => (descending ? -1 : 1) * compare(a, b)));
  }

  function sift() {
    const rows = [...overview.querySelectorAll('tbody tr')];
    const words = find.value.trim().toLowerCase();
    let count = 0;
    for (const row of rows) {
      const found = row.cells[0].textContent.toLowerCase().includes(words);
      const kind = !show.value || row.classList.contains(show.value) || (show.value === 'found' && row.cells[4].textContent !== '0');
      row.hidden = !(found && kind);
      count += !row.hidden;
    }
    document.getElementById('count').textContent = `${count} of ${rows.length} articles`;
  }

  shell({
    n: () => open && notesOf(open).step(1),
    j: () => open && notesOf(open).step(1),
    p: () => open && notesOf(open).step(-1),
    k: () => open && notesOf(open).step(-1),
    u: () => { if (many) location.hash = 'all'; },
    '/': () => { if (many && !open) find?.focus(); },
    Escape: () => open && notesOf(open).pick(0),
  });
  if (overview?.querySelector('table')) {
    for (const button of overview.querySelectorAll('thead button')) button.addEventListener('click', () => sorted(button));
    find.addEventListener('input', sift);
    show.addEventListener('change', sift);
    sift();
  }
  addEventListener('hashchange', follow);
  let waiting = 0;
  addEventListener('resize', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => open && notesOf(open).place());
  });
  document.fonts?.ready.then(() => open && notesOf(open).place());
  follow();
})();
