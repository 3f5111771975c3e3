// The page asks a server; here a worker answers it. Nothing else of the page is other than `mtcheck serve` shows it.
(() => {
  const worker = new Worker('worker.js', { type: 'module' });
  const waiting = new Map();
  const fetched = window.fetch.bind(window);
  let next = 0;

  const starting = Object.assign(document.createElement('li'), {
    textContent: 'The checker is starting: Python is loaded into this page, which takes some seconds.',
  });
  window.addEventListener('DOMContentLoaded', () => {
    if (!document.documentElement.dataset.engine) document.getElementById('asides').append(starting);
  });

  worker.onmessage = ({ data }) => {
    if ('ready' in data) {
      starting.remove();
      document.documentElement.dataset.engine = data.ready ? 'ready' : 'failed';
      if (!data.ready) tell(`The checker did not start: ${data.error}`);
      return;
    }
    waiting.get(data.id)(new Response(data.text, { status: data.status, headers: { 'Content-Type': data.type } }));
    waiting.delete(data.id);
  };
  worker.onerror = () => {
    starting.remove();
    tell('The checker did not start: its files cannot be loaded.');
  };

  function tell(text) {
    const problem = document.getElementById('problem');
    problem.textContent = text;
    problem.hidden = false;
  }

  window.fetch = (path, options = {}) => {
    if (typeof path !== 'string' || !path.startsWith('/page/')) return fetched(path, options);
    return new Promise((resolve) => {
      const id = (next += 1);
      waiting.set(id, resolve);
      worker.postMessage({ id, path, body: options.body || '' });
    });
  };

  // A link may bring an article (#text=…&source=…&format=markdown): what stands behind # is sent to no server.
  function brought() {
    const given = new URLSearchParams(window.location.hash.slice(1));
    if (!given.has('text')) return;
    const put = (id, value, event) => {
      const field = document.getElementById(id);
      field.value = value;
      field.dispatchEvent(new Event(event));
    };
    if (['text', 'markdown', 'html'].includes(given.get('format'))) put('format', given.get('format'), 'change');
    if (given.has('source')) document.getElementById('source-box').open = true;
    put('source', given.get('source') || '', 'input');
    put('text', given.get('text'), 'input');
  }
  window.addEventListener('DOMContentLoaded', brought); // after page.js, which is deferred
  window.addEventListener('hashchange', brought);
})();
