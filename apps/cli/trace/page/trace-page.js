// Draws the trace that stands in the page: lanes by agent, bars by time, messages as arrows.
const SVG = 'http://www.w3.org/2000/svg';
const AXIS = 26;
const LEVEL = 22;
const BAR = 16;
const PADDING = 9;
const LEAST_BAR = 3;
const LETTER = 6.2;
const DIAMOND = 5;
const ZOOM = 1.5;
const MOST_ZOOM = 100_000;

const find = (id) => document.getElementById(id);
const data = JSON.parse(find('data').textContent);
const [view, chart, detail] = [find('view'), find('chart'), find('detail')];
const bars = new Map(data.bars.map((bar) => [bar.id, bar]));
const span = Math.max(data.durationMs, 1);
let zoom = 1;
let chosen;

const made = (name, attributes = {}, children = []) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const text = (x, y, words) => made('text', { x, y }, [words]);

const tops = data.lanes.reduce((all, { levels }) => [...all, all.at(-1) + levels * LEVEL + 2 * PADDING], [AXIS]);
const height = tops.at(-1);
const topOf = ({ lane, level }) => tops[lane] + PADDING + level * LEVEL;
const width = () => Math.max(view.clientWidth - 24, 200) * zoom;
const xOf = (ms) => 8 + (ms / span) * (width() - 16);
const MOMENTS = ['message', 'vote', 'grading'];
const isMoment = ({ subject }) => MOMENTS.includes(subject);

const spoken = (ms) => {
  const rounded = (unit) => Math.round(ms / unit);
  if (rounded(1) < 1000) return `${rounded(1)} ms`;
  if (rounded(10) < 6000) return `${rounded(10) / 100} s`;
  const seconds = rounded(1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${+(ms / 3_600_000).toFixed(1)} h`;
};

function stepOf() {
  const least = (90 / width()) * span;
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least);
}

function axis() {
  const step = stepOf();
  const marks = [];
  for (let ms = 0; ms <= span; ms += step) {
    const x = xOf(ms);
    marks.push(made('line', { x1: x, x2: x, y1: AXIS - 6, y2: height }), text(x + 4, AXIS - 9, spoken(ms)));
  }
  return made('g', { class: 'axis' }, marks);
}

const laneLines = () => tops.map((y) => made('line', { class: 'lane', x1: 0, x2: width(), y1: y, y2: y }));

function barShape(bar) {
  const [x, y] = [xOf(bar.offsetMs), topOf(bar)];
  if (isMoment(bar)) {
    const middle = y + BAR / 2;
    const d = `M${x - DIAMOND} ${middle}L${x} ${middle - DIAMOND}L${x + DIAMOND} ${middle}L${x} ${middle + DIAMOND}Z`;
    return [made('path', { d })];
  }
  const length = Math.max(xOf(bar.offsetMs + bar.durationMs) - x, LEAST_BAR);
  const shapes = [made('rect', { x, y, width: length, height: BAR, rx: 3 })];
  const letters = Math.floor((length - 10) / LETTER);
  if (letters >= 3) shapes.push(text(x + 5, y + 12, bar.label.slice(0, letters)));
  if (bar.queuedMs > 0) shapes.unshift(queued(bar, x, y));
  return shapes;
}

function queued({ offsetMs, queuedMs }, x, y) {
  const from = xOf(Math.max(offsetMs - queuedMs, 0));
  return made('rect', { class: 'queued', x: from, y: y + BAR / 2 - 2, width: Math.max(x - from, 0), height: 4 });
}

function drawnBar(bar) {
  const classes = ['bar', bar.subject, ...(bar.error ? ['failed'] : []), ...(bar.id === chosen ? ['chosen'] : [])];
  const about = `${bar.label}, ${spoken(bar.durationMs)}${bar.error ? `, ${bar.error}` : ''}`;
  const group = made(
    'g',
    { id: bar.id, class: classes.join(' '), tabindex: 0, role: 'button', 'aria-label': about },
    barShape(bar),
  );
  group.append(made('title', {}, [about]));
  return group;
}

function drawnArrow({ from, to, kind }) {
  const [said, heard] = [bars.get(from), bars.get(to)];
  if (!said || !heard) return [];
  const [x1, y1] = [xOf(said.offsetMs + said.durationMs), topOf(said) + BAR / 2];
  const [x2, y2] = [xOf(heard.offsetMs), topOf(heard) + BAR / 2];
  const bend = Math.max(Math.abs(x2 - x1) / 2, 24);
  const d = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2 - 2} ${y2}`;
  const lit = chosen === from || chosen === to ? ' lit' : '';
  return [made('path', { class: `arrow${lit}`, d, 'marker-end': 'url(#tip)' }, [made('title', {}, [kind])])];
}

const tip = () =>
  made('marker', { id: 'tip', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 6, markerHeight: 6, orient: 'auto' }, [
    made('path', { id: 'head', d: 'M0 0L8 4L0 8Z' }),
  ]);

function draw() {
  chart.setAttribute('width', width());
  chart.setAttribute('height', height + 20);
  chart.replaceChildren(
    made('defs', {}, [tip()]),
    axis(),
    ...laneLines(),
    ...data.bars.map(drawnBar),
    ...data.arrows.flatMap(drawnArrow),
  );
  search();
}

function nameLanes() {
  const inner = document.createElement('div');
  inner.style.height = `${height + 20}px`;
  for (const [lane, { name }] of data.lanes.entries()) {
    const label = document.createElement('span');
    label.textContent = name;
    label.title = name;
    label.style.top = `${tops[lane] + PADDING - 1}px`;
    inner.append(label);
  }
  find('lanes').append(inner);
}

function zoomTo(next, clientX) {
  const at = clientX === undefined ? view.clientWidth / 2 : clientX - view.getBoundingClientRect().left;
  const share = (view.scrollLeft + at) / width();
  zoom = Math.min(Math.max(next, 1), MOST_ZOOM);
  draw();
  view.scrollLeft = share * width() - at;
}

function search() {
  const words = find('search').value.trim().toLowerCase();
  chart.classList.toggle('searching', words !== '');
  let count = 0;
  for (const { id, label, attributes, error = '' } of data.bars) {
    const found = words !== '' && `${label} ${error} ${attributes.flat().join(' ')}`.toLowerCase().includes(words);
    document.getElementById(id)?.classList.toggle('found', found);
    if (found) count += 1;
  }
  find('found').value = words === '' ? '' : `${count} found`;
}

function line(name, words, className = '') {
  const element = document.createElement(name);
  element.textContent = words;
  element.className = className;
  return element;
}

function choose(id) {
  chosen = chosen === id ? undefined : id;
  const bar = bars.get(chosen);
  detail.hidden = bar === undefined;
  if (bar !== undefined) {
    const list = document.createElement('dl');
    for (const [name, value] of bar.attributes) list.append(line('dt', name), line('dd', value));
    detail.replaceChildren(
      line('h2', bar.label),
      line('p', `from ${spoken(bar.offsetMs)}, for ${spoken(bar.durationMs)}`),
      ...(bar.error ? [line('p', bar.error, 'error')] : []),
      list,
    );
  }
  draw();
  document.getElementById(id)?.focus({ preventScroll: true });
}

const barAt = (target) => target.closest('.bar')?.id;
chart.addEventListener('click', ({ target }) => choose(barAt(target) ?? chosen));
chart.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    choose(barAt(event.target));
  }
});
view.addEventListener('scroll', () => (find('lanes').scrollTop = view.scrollTop));
view.addEventListener(
  'wheel',
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomTo(zoom * (event.deltaY < 0 ? ZOOM : 1 / ZOOM), event.clientX);
  },
  { passive: false },
);
find('in').addEventListener('click', () => zoomTo(zoom * ZOOM));
find('out').addEventListener('click', () => zoomTo(zoom / ZOOM));
find('fit').addEventListener('click', () => zoomTo(1));
find('arrows').addEventListener('change', ({ target }) => chart.classList.toggle('without-arrows', !target.checked));
find('search').addEventListener('input', search);
find('search').addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') chart.querySelector('.found')?.scrollIntoView({ block: 'center', inline: 'center' });
});
new ResizeObserver(draw).observe(view);
nameLanes();
draw();
