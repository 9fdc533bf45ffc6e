// What the pages of Datasafe do beside htmx: the menu on a phone, a note when the box is out of reach, uploads.
'use strict';
(function () {
  const token = () => JSON.parse(document.body.getAttribute('hx-headers'))['X-CSRF-Token'];

  document.addEventListener('click', (event) => {
    const toggle = event.target.closest('[data-toggles]');
    if (toggle) {
      const shown = document.getElementById(toggle.dataset.toggles).classList.toggle('shown');
      toggle.setAttribute('aria-expanded', String(shown));
    }
    if (event.target.closest('[data-prints]')) window.print();
    const picker = event.target.closest('[data-picks]');
    if (picker) document.getElementById(picker.dataset.picks).click();
  });

  // The page polls; the first poll that fails says so, the first that works takes it back.
  const offline = (yes) => { const bar = document.getElementById('offline'); if (bar) bar.hidden = !yes; };
  document.addEventListener('htmx:sendError', () => offline(true));
  document.addEventListener('htmx:afterRequest', (event) => { if (event.detail.successful) offline(false); });

  // A form is sent once, also by an impatient double click.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || form.dataset.sent) { if (form.dataset.sent) event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    window.addEventListener('pageshow', () => { delete form.dataset.sent; });
  });

  // Uploads: files and folders, dropped or chosen, three at a time.
  const zone = document.getElementById('drop');
  if (!zone) return;
  const list = document.getElementById('uploads');
  const words = zone.dataset;
  const waiting = [];
  let running = 0, stored = 0, failed = 0;
  const folders = new Map([['', Promise.resolve(words.folder)]]);

  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    for (const item of event.dataTransfer.items) {
      const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
      if (entry) walk(entry, ''); else if (item.getAsFile()) add(item.getAsFile(), '');
    }
  });
  document.querySelectorAll('input[data-uploads]').forEach((input) => input.addEventListener('change', () => {
    for (const file of input.files) {
      const parts = (file.webkitRelativePath || '').split('/');
      add(file, parts.slice(0, -1).join('/'));
    }
    input.value = '';
  }));
  window.addEventListener('beforeunload', (event) => { if (running) event.preventDefault(); });

  function walk(entry, path) {
    if (entry.isFile) { entry.file((file) => add(file, path), () => show(entry.name, words.unreadable, 'failed')); return; }
    const below = path ? path + '/' + entry.name : entry.name;
    folder(below);
    const reader = entry.createReader();
    // A reader gives at most 100 entries at a time.
    const more = () => reader.readEntries((entries) => {
      entries.forEach((child) => walk(child, below));
      if (entries.length) more();
    });
    more();
  }

  // Makes a folder once; everything below waits for it.
  function folder(path) {
    if (!folders.has(path)) {
      const cut = path.lastIndexOf('/');
      const made = folder(cut < 0 ? '' : path.slice(0, cut)).then(async (parent) => {
        const form = new URLSearchParams({ csrf: token(), parent, name: path.slice(cut + 1), reuse: '1' });
        const reply = await fetch('/files/folder', { method: 'POST', body: form, headers: { Accept: 'application/json' } });
        const answer = await reply.json();
        if (!reply.ok) throw new Error(answer.sentence);
        return String(answer.folder.id);
      });
      made.catch((error) => show(path, error.message, 'failed'));
      folders.set(path, made);
    }
    return folders.get(path);
  }

  function add(file, path) {
    const line = show((path ? path + '/' : '') + file.name, words.waiting, '');
    waiting.push({ file, path, line });
    pump();
  }

  function show(name, text, state) {
    const line = document.createElement('li');
    line.innerHTML = '<div class="line"><bdi></bdi><span></span></div><progress max="100" value="0"></progress>';
    line.querySelector('bdi').textContent = name;
    list.append(line);
    mark(line, text, state);
    return line;
  }

  function mark(line, text, state) {
    line.querySelector('span').textContent = text;
    line.className = state;
    if (state) line.querySelector('progress').remove();
    if (state === 'failed') { failed += 1; }
  }

  function pump() {
    while (running < 3 && waiting.length) start(waiting.shift());
  }

  async function start(job) {
    running += 1;
    try {
      await send(job, await folder(job.path));
      stored += 1;
    } catch (error) {
      mark(job.line, error.message || words.broken, 'failed');
    }
    running -= 1;
    pump();
    // Everything is in: show the folder as it is now, unless a failure should be read first.
    if (!running && stored && !failed) location.replace(words.after);
  }

  function send(job, parent) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const query = new URLSearchParams({ name: job.file.name });
      if (parent) query.set('folder', parent);
      request.open('PUT', '/files/upload?' + query);
      request.setRequestHeader('X-CSRF-Token', token());
      request.setRequestHeader('Accept', 'application/json');
      request.upload.onprogress = (event) => {
        const percent = event.total ? Math.floor(event.loaded / event.total * 100) : 100;
        job.line.querySelector('progress').value = percent;
        job.line.querySelector('span').textContent = percent < 100 ? percent + ' %' : words.filing;
      };
      request.onload = () => {
        if (request.status === 201) { mark(job.line, words.stored, 'stored'); resolve(); return; }
        let sentence = words.broken;
        try { const reply = JSON.parse(request.responseText); sentence = reply.sentence + ' ' + reply.action; } catch { }
        reject(new Error(sentence));
      };
      request.onerror = () => reject(new Error(words.broken));
      request.send(job.file);
    });
  }
}());
