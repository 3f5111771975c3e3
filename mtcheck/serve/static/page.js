/* The page: what is typed is checked after a moment; one check runs at a time, always of the newest text. */
(() => {
  const PAUSE = 250; // milliseconds without a key before the text is checked
  const get = (id) => document.getElementById(id);
  document.documentElement.classList.add('js');
  const token = new URLSearchParams(location.hash.slice(1)).get('token') || '';
  const editor = new Editor(get('text'), get('behind'));
  const bar = new FilterBar(document.querySelector('.bar'));
  const notes = new Notes(get('main'), () => bar.tell());
  const state = { name: '', rejected: [], company: null, crlf: false };
  let answer = null;
  let checked = null;
  let running = false;
  let timer = 0;
  let keys = [];
  let lastCaret = 0;
  const past = new Past((past) => {
    get('undo').disabled = !past.undoable;
    get('redo').disabled = !past.redoable;
  }, snapshot());

  function snapshot() {
    return { text: editor.text, rejected: [...state.rejected], caret: editor.area.selectionStart };
  }

  function ask(path, body) {
    const headers = { 'Content-Type': 'application/json' };
    if (token) headers.Authorization = `Bearer ${token}`;
    return fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
  }

  function order() {
    return {
      text: editor.text,
      source: get('source').value,
      format: get('format').value,
      before: state.company || {},
      rejected: state.rejected,
      name: state.name,
    };
  }

  function turnSource() { get('source').dir = directionOf(get('source').value); }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
  }

  async function check() {
    clearTimeout(timer);
    if (running) return;
    if (!editor.text.trim()) {
      show(null, '');
      return;
    }
    running = true;
    document.body.classList.add('working');
    const wanted = order();
    const key = JSON.stringify(wanted);
    try {
      const response = await ask('/page/check', wanted);
      const told = await response.json();
      if (!response.ok) throw new Error(told.error);
      if (JSON.stringify(order()) === key) show(told, wanted.text);
    } catch (error) {
      problem(error.message === 'Failed to fetch' ? 'The server does not answer. Is it still running?' : error.message);
      checked = null;
    } finally {
      running = false;
      document.body.classList.remove('working');
      if (JSON.stringify(order()) !== key) soon();
    }
  }

  function problem(text) {
    get('problem').hidden = !text;
    get('problem').textContent = text;
  }

  function list(element, rows) {
    element.replaceChildren(...rows.map((row) => {
      const item = document.createElement('li');
      item.textContent = row;
      return item;
    }));
  }

  function show(told, text) {
    problem('');
    answer = told;
    checked = text;
    if (told && !state.company) state.company = told.company;
    const picked = told && notes.picked && keyOf(notes.picked);
    editor.mark(told?.marks || [], told?.related || []);
    get('verdict').innerHTML = told?.verdict || '';
    get('cards').innerHTML = told?.cards || '';
    get('fixlist').innerHTML = told?.fixlist || '';
    get('signature').textContent = told?.signature || '';
    list(get('asides'), told?.notes || []);
    const left = told?.left_out || [];
    get('left').hidden = !left.length;
    get('left').querySelector('summary').textContent = `Left out: ${left.length}`;
    list(get('left').querySelector('ul'), left);
    notes.refresh();
    keys = told?.keys || [];
    notes.picked = picked ? keys.indexOf(picked) + 1 : 0;
    if (notes.picked) notes.pick(notes.picked, 'stay');
    bar.show(notes);
    document.querySelector('.bar').hidden = false;
  }

  function keyOf(number) { return keys[number - 1]; }

  /* Change the text or what is rejected; one step that can be undone. */
  function change(text, rejected, caret) {
    state.rejected = rejected;
    editor.set(text, caret);
    past.add(snapshot(), false);
    check();
  }

  /* The next finding; the caret goes to it, so that one can type there. */
  function step(by) {
    notes.step(by);
    const mark = editor.marks.find((m) => m[2] === notes.picked);
    if (!mark) return;
    editor.area.setSelectionRange(mark[0], mark[0]);
    lastCaret = mark[0];
  }

  function accept(number, k) {
    const edits = answer?.fixes[number - 1]?.[k];
    if (!edits || checked !== editor.text) return;
    const [text, caret] = editor.edited(edits);
    change(text, state.rejected, caret);
  }

  function reject(number) {
    if (!keyOf(number) || checked !== editor.text) return;
    change(editor.text, [...new Set([...state.rejected, keyOf(number)])], editor.area.selectionStart);
  }

  function travel(by) {
    const to = past.move(by);
    if (!to) return;
    state.rejected = [...to.rejected];
    editor.set(to.text, to.caret);
    check();
  }

  function begin(text, name) {
    state.crlf = text.includes('\r\n');
    Object.assign(state, { name, rejected: [], company: null });
    get('name').textContent = name || 'Untitled article';
    editor.set(text, 0);
    past.restart(snapshot());
    check();
  }

  async function take(files, intoSource) {
    try {
      const [first, second] = [...files];
      if (!first) return;
      if (!intoSource) {
        get('format').value = formatOf(first.name);
        begin(await textOf(first), first.name);
      }
      const source = intoSource ? first : second;
      if (source) {
        get('source').value = await textOf(source);
        turnSource();
        get('source-box').open = true;
        check();
      }
    } catch (error) {
      problem(error.message);
    }
  }

  function droppable(element, intoSource) {
    element.addEventListener('dragover', (event) => {
      if (![...event.dataTransfer.types].includes('Files')) return;
      event.preventDefault();
      element.classList.add('over');
    });
    element.addEventListener('dragleave', () => element.classList.remove('over'));
    element.addEventListener('drop', (event) => {
      element.classList.remove('over');
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      take(event.dataTransfer.files, intoSource);
    });
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(editor.text);
    } catch { // not a secure place: an address of the network
      editor.area.select();
      document.execCommand('copy');
    }
    get('copy').textContent = 'Copied';
    setTimeout(() => { get('copy').textContent = 'Copy'; }, 1500);
  }

  async function report() {
    try {
      const response = await ask('/page/report', order());
      if (!response.ok) throw new Error((await response.json()).error);
      download(named(state.name || 'article.txt', 'report', '.html'), await response.text(), 'text/html');
    } catch (error) {
      problem(error.message);
    }
  }

  async function rule(code) {
    const response = await ask(`/page/rule/${encodeURIComponent(code)}`);
    if (!response.ok) return;
    get('rule').querySelector('div').innerHTML = await response.text();
    get('rule').showModal();
  }

  editor.area.addEventListener('input', (event) => {
    const whole = event.inputType === 'insertFromPaste' && !past.states[past.at].text.trim();
    editor.typed();
    notes.refresh();
    if (whole) Object.assign(state, { rejected: [], company: null });
    past.add(snapshot(), !whole);
    soon();
  });
  editor.area.addEventListener('beforeinput', (event) => {
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      travel(event.inputType === 'historyUndo' ? -1 : 1);
    }
  });
  for (const kind of ['click', 'keyup']) {
    editor.area.addEventListener(kind, () => {
      const caret = editor.area.selectionStart;
      if (kind === 'keyup' && caret === lastCaret) return;
      lastCaret = caret;
      const number = editor.atCaret();
      if (number !== notes.picked) notes.pick(number, 'stay');
    });
  }
  get('source').addEventListener('input', () => {
    state.company = null;
    turnSource();
    soon();
  });
  get('format').addEventListener('change', check);
  get('cards').addEventListener('click', (event) => {
    const card = event.target.closest('.card');
    const button = event.target.closest('button');
    const link = event.target.closest('a');
    if (button?.classList.contains('fix')) accept(Notes.number(card), Number(button.dataset.fix));
    else if (button?.classList.contains('reject')) reject(Notes.number(card));
    else if (link && !link.classList.contains('q')) {
      event.preventDefault();
      rule(link.hash.slice(1));
    }
  });
  get('fixlist').addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    notes.pick(Notes.number(link), 'mark');
  });
  get('rule').querySelector('button').addEventListener('click', () => get('rule').close());
  get('open').addEventListener('click', () => get('file').click());
  get('file').addEventListener('change', () => {
    take(get('file').files, false);
    get('file').value = '';
  });
  get('undo').addEventListener('click', () => travel(-1));
  get('redo').addEventListener('click', () => travel(1));
  get('copy').addEventListener('click', copy);
  get('save').addEventListener('click', () => {
    const text = state.crlf ? editor.text.replace(/\n/g, '\r\n') : editor.text;
    download(named(state.name || 'article.txt', 'corrected'), text, 'text/plain');
  });
  get('report').addEventListener('click', report);
  droppable(get('type'), false);
  droppable(get('source-box'), true);
  addEventListener('resize', () => notes.place());
  document.addEventListener('keydown', (event) => {
    const { key } = event;
    const pressed = key.length > 1 ? key : `${event.shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`; // Caps Lock aside
    const act = {
      F8: () => step(event.shiftKey ? -1 : 1),
      'Alt+Enter': () => accept(notes.picked, 0),
      'Alt+Delete': () => reject(notes.picked),
      'Ctrl+z': () => travel(-1),
      'Ctrl+Shift+z': () => travel(1),
      'Ctrl+y': () => travel(1),
    }[`${event.altKey ? 'Alt+' : ''}${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${pressed}`];
    if (!act || (event.target.id === 'source' && key.toLowerCase() === 'z')) return;
    event.preventDefault();
    act();
  });
  shell({ Escape: () => notes.pick(0) });
  bar.show(notes);
  document.querySelector('.bar').hidden = false;
  if (editor.text.trim()) begin(editor.text, ''); // a browser keeps what was typed over a reload
})();
