// Draws the curves of one disk with Chart.js; the sentence below each says the same without it.
'use strict';
(function () {
  const list = (text) => text.split(',').map((word) => word === '' ? null : Number(word));
  const language = document.documentElement.lang;
  const day = new Intl.DateTimeFormat(language, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const month = new Intl.DateTimeFormat(language, { month: '2-digit', year: '2-digit' });
  const number = new Intl.NumberFormat(language);

  document.querySelectorAll('.curves').forEach((box) => {
    const at = list(box.dataset.at);
    const from = at[0], to = at[at.length - 1];
    const isLong = to - from > 120 * 86400;
    box.querySelectorAll('.curve').forEach((figure) => draw(figure, at, from, to, isLong));
  });

  function draw(figure, at, from, to, isLong) {
    const plot = figure.querySelector('.plot');
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', figure.querySelector('figcaption').textContent);
    plot.append(canvas);
    plot.hidden = false;
    const colour = (name) => getComputedStyle(figure).getPropertyValue(name).trim();
    const values = list(figure.dataset.values);
    const sets = [{
      label: figure.querySelector('h3').textContent, data: values.map((y, i) => ({ x: at[i], y })),
      borderColor: colour('--curve'), backgroundColor: colour('--curve'), borderWidth: 2, spanGaps: true,
      pointRadius: 0, pointHitRadius: 12, stepped: 'steps' in figure.dataset ? 'before' : false,
    }];
    for (const kind of ['warn', 'crit']) {
      const limit = figure.dataset[kind];
      if (limit === undefined) continue;
      sets.push({
        label: figure.dataset[kind + 'Words'], data: [from, to].map((x) => ({ x, y: Number(limit) })),
        borderColor: colour('--limit-' + kind), borderWidth: 1.5, borderDash: [6, 4], pointRadius: 0, pointHitRadius: 0,
      });
    }
    const known = values.filter((value) => value !== null);
    new Chart(canvas, {
      type: 'line', data: { datasets: sets },
      options: {
        animation: false, maintainAspectRatio: false, interaction: { mode: 'nearest', axis: 'x', intersect: false },
        scales: {
          x: {
            type: 'linear', min: from, max: to, grid: { display: false },
            // Evenly from the first reading to the last: round numbers of seconds are no round days.
            afterBuildTicks: (axis) => {
              const count = Math.max(2, Math.min(6, Math.floor(plot.clientWidth / 100)));
              axis.ticks = Array.from({ length: count }, (_, i) => ({ value: from + (to - from) * i / (count - 1) }));
            },
            ticks: {
              maxRotation: 0, autoSkip: false, align: 'inner',
              callback: (second) => (isLong ? month : day).format(second * 1000),
            },
          },
          y: {
            beginAtZero: Math.min(...known) === 0, grace: '10%',
            ticks: { maxTicksLimit: 6, precision: 0, callback: (value) => number.format(value) },
          },
        },
        plugins: {
          legend: { display: sets.length > 1, position: 'bottom', labels: { boxWidth: 18, boxHeight: 1 } },
          tooltip: {
            filter: (item) => item.datasetIndex === 0,
            callbacks: {
              title: (items) => items.length ? moment.format(items[0].parsed.x * 1000) : '',
              label: (item) => number.format(item.parsed.y),
            },
          },
        },
      },
    });
  }
}());
