// Python and mtcheck, beside the page: {id, path, body} comes in, {id, status, type, text} goes out.
import { loadPyodide } from './pyodide/pyodide.mjs';

async function start() {
  const fetched = fetch('site.zip');
  const pyodide = await loadPyodide({ indexURL: new URL('pyodide/', self.location.href).href });
  await pyodide.loadPackage('numpy', { errorCallback: (text) => { throw new Error(text); } });
  const site = await fetched;
  if (!site.ok) throw new Error('site.zip cannot be fetched');
  const place = pyodide.runPython('import site; site.getsitepackages()[0]');
  pyodide.unpackArchive(await site.arrayBuffer(), 'zip', { extractDir: place });
  pyodide.runPython('import importlib; importlib.invalidate_caches()');
  return pyodide.pyimport('glue').respond;
}

const started = start();
started.then(
  () => self.postMessage({ ready: true }),
  (error) => self.postMessage({ ready: false, error: error.message })
);

self.onmessage = async ({ data: { id, path, body } }) => {
  try {
    const respond = await started;
    const answer = respond(path, body);
    const [status, type, text] = answer.toJs();
    answer.destroy();
    self.postMessage({ id, status, type, text });
  } catch (error) {
    const text = JSON.stringify({ error: `The checker did not start or fell over: ${error.message}` });
    self.postMessage({ id, status: 500, type: 'application/json', text });
  }
};
