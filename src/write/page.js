'use strict';
// The page's own script. It chooses, among the bars that the library made for every known day, those to show; what a bar
// says is never computed here.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const element = (id) => document.getElementById(id);
  const day_ms = 86400000;
  const iso = (day) => new Date(day * day_ms).toISOString().slice(0, 10);
  const spelled = (day) => new Date(day * day_ms).toLocaleDateString('en-GB',
    {day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'});
  const fades_in = 1, fades_out = 2, fades_whole = 4, possible = 8, joined = 16;
  const has_charts = typeof vegaEmbed === 'function';
  const dark = window.matchMedia('(prefers-color-scheme: dark)');

  // ---- what is chosen ----

  const chosen = {
    known: data.known.open,
    scenario: 0,
    sides: new Set(data.sides.map((_, i) => i)),
    kinds: new Set(data.kinds.map((_, i) => i)),
    statuses: new Set(data.statuses.map((_, i) => i)),
  };

  /// The last day, by its place, on which something became known; -1 before all.
  const epoch_of = (known) => {
    let place = -1;
    while (place + 1 < data.epochs.length && data.epochs[place + 1] <= known) ++place;
    return place;
  };
  /// Of versions [epoch, value], the one that counts.
  const version_at = (versions, epoch) => {
    let value = null;
    for (const [from, what] of versions) {
      if (from > epoch) break;
      value = what;
    }
    return value;
  };
  const [first_day, last_day] = data.days;

  /// The bars to show, in order: {lane, bar, …} with days cut to those shown.
  const bars_shown = () => {
    const epoch = epoch_of(chosen.known);
    const scenario = data.scenarios[chosen.scenario];
    const rows = [];
    data.lanes.forEach((lane, place) => {
      if (lane.side >= 0 && !chosen.sides.has(lane.side)) return;
      if (!chosen.kinds.has(lane.kind)) return;
      const versions = scenario.lanes[place] || data.scenarios[0].lanes[place];
      for (const bar of version_at(versions, epoch) || []) {
        const [from, until, status, flags, rate, tells, since, ends, sources, middle] = bar;
        const end = until === null ? last_day : Math.min(until, last_day);
        const begin = Math.max(from, first_day);
        if (begin >= end || !chosen.statuses.has(status)) continue;
        rows.push({
          lane, place, from, until, begin, end, status, middle,
          mark: lane.meeting && data.statuses[status] === 'in force',
          fades_in: Boolean(flags & fades_in) && (from >= first_day || Boolean(flags & fades_whole)),
          fades_out: Boolean(flags & fades_out) && until !== null && (until <= last_day || Boolean(flags & fades_whole)),
          fades_whole: Boolean(flags & fades_whole), joined: Boolean(flags & joined),
          certainty: flags & possible ? 'possible' : 'certain',
          rate: data.texts[rate],
          tells: lane.name + ': ' + data.texts[tells], since: data.texts[since], ends: data.texts[ends], sources,
        });
      }
    });
    return rows;
  };

  // ---- the chart ----

  const canvas = document.createElement('canvas').getContext('2d');
  const width_of = (text, font = '11px') => {
    canvas.font = font + ' Arial, sans-serif';
    return canvas.measureText(text).width;
  };
  /// A name in lines no wider than that; between words, where there are any.
  const lines_of = (name, width, font) => {
    const lines = [''];
    for (const part of name.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/g) || []) {
      const last = lines.length - 1;
      if (lines[last] && width_of(lines[last] + part.trimEnd(), font) > width) lines.push(part.trimStart());
      else lines[last] += part;
    }
    return lines.map((line) => line.trim());
  };
  let view = null;
  let plot = {width: 640, narrow: false, lines: () => []};

  const themed = (text) => {
    if (!dark.matches) return text;
    for (const [day, night] of data.night) text = text.split(day).join(night);
    return text;
  };

  /// Rows as the specification's data wants them.
  const chart_rows = (rows) => {
    const result = [];
    let number = 0, heading = null, lane = null, key = '';
    for (const [ref, row] of rows.entries()) {
      if (row.lane.group !== heading) {
        heading = row.lane.group;
        const head = String(number++).padStart(4, '0') + '#' + heading;
        result.push({lane: head, form: 'heading', name: heading});
        result.push(...plot.lines(heading, 'heading').map((line) => ({...line, lane: head})));
      }
      if (row.place !== lane) {
        lane = row.place;
        key = String(number++).padStart(4, '0') + '|' + row.lane.name;
        result.push(...plot.lines(row.lane.name, 'name').map((line) => ({...line, lane: key})));
      }
      const status = data.statuses[row.status];
      const tone = data.tones[row.lane.tone];
      const length = row.end - row.begin;
      const most = Math.min(1, (last_day - first_day) / 25 / length);
      const fade = row.fades_whole ? 1 : Math.min(most, row.fades_in && row.fades_out ? 0.45 : 0.8);
      const solid = length * (1 - (row.fades_in ? fade : 0) - (row.fades_out ? fade : 0));
      const room = plot.width * solid / (last_day - first_day) - 8;
      const fits = [row.rate, row.rate.split(' (')[0]].find((text) => width_of(text) <= room);
      result.push({
        ref, lane: key, name: row.lane.name, status, tells: row.tells,
        form: row.mark ? 'mark' : status === 'unknown' ? 'line' : 'bar',
        from: (row.mark ? row.middle : row.begin) * day_ms, until: row.end * day_ms,
        label: fits || '', labelled: (row.begin + (row.fades_in ? length * fade : 0)) * day_ms,
        faded_in: row.fades_in ? (row.begin + length * fade) * day_ms : null,
        faded_out: row.fades_out ? (row.end - length * fade) * day_ms : null,
        fill: themed(status === 'scheduled' ? tone[1] :
          status === 'proposed' ? 'url(#hatch' + row.lane.tone + ')' :
          status === 'in force' && (row.certainty === 'certain' || !row.mark) ? tone[0] : data.paper),
        stroke: status !== 'in force' || row.mark ? themed(tone[0]) : row.joined ? 'transparent' : themed(data.paper),
        ink: themed(status === 'in force' ? data.paper : data.ink),
      });
    }
    return result;
  };

  const duty_rows = (chart) => {
    const scenario = data.scenarios[chosen.scenario];
    const versions = scenario.duties || data.scenarios[0].duties;
    const charts = version_at(versions, epoch_of(chosen.known));
    if (!charts) return [];
    return charts[chart].map(([day, low, high, total, cause, tells]) => ({
      day: day * day_ms, on: iso(day), low: low / 10000, high: high / 10000,
      total: data.texts[total], cause: data.texts[cause], tells: data.texts[tells],
    }));
  };
  const known_rows = () => [{day: (chosen.known + 1) * day_ms}];

  /// The library's specification, fitted to the window.
  const specification = (room) => {
    const spec = JSON.parse(themed(JSON.stringify(data.spec)));
    delete spec.title;
    spec.background = 'transparent';
    spec.config.axis.labelColor = spec.config.axis.titleColor = spec.config.title.color =
      getComputedStyle(document.body).color;
    spec.description = 'Bars of measures by day. The table below says the same.';
    const names = data.lanes.map((lane) => lane.name);
    const headings = data.lanes.map((lane) => lane.group);
    const beside = 48 + Math.ceil(Math.max(120, ...names.map((name) => width_of(name, '12px')),
      ...headings.map((heading) => width_of(heading, 'bold 12px'))));
    const narrow = room < 640 || beside > room / 2;
    plot = {narrow, width: Math.max(220, room - (narrow ? 76 : beside)), lines: () => []};
    for (const chart of spec.vconcat) chart.width = plot.width;
    const lanes = spec.vconcat[0];
    if (narrow) {  // names stand above their bars, in as many lines as they need
      const fonts = {name: '13px', heading: 'bold 13px'};
      plot.lines = (name, form) => {
        const lines = lines_of(name, plot.width + 12, fonts[form]);
        return lines.map((line, i) => ({form: form + '-line', up: lines.length - 1 - i, name: line}));
      };
      const most = Math.max(...names.map((name) => plot.lines(name, 'name').length),
        ...headings.map((heading) => plot.lines(heading, 'heading').length));
      const line_height = 15;
      const lower = 8 + (most - 1) * line_height / 2;
      lanes.height.step = 38 + (most - 1) * line_height;
      lanes.encoding.y.axis = null;
      for (const layer of lanes.layer) {
        layer.mark.yOffset = lower;
        if (layer.mark.height) layer.mark.height = {band: layer.mark.height.band * 19 / lanes.height.step};
      }
      for (const form of ['name', 'heading']) {
        for (let up = 0; up < most; ++up) {
          for (const halo of [{stroke: themed(data.paper), strokeWidth: 4, strokeJoin: 'round'}, {}]) {  // what lies below gives way
            lanes.layer.push({
              mark: {type: 'text', align: 'left', yOffset: lower - 16 - up * line_height, fontSize: 13,
                fontWeight: form === 'name' ? 'normal' : 'bold', aria: false, color: themed(data.ink), ...halo},
              transform: [{filter: 'datum.form === "' + form + '-line" && datum.up === ' + up}],
              encoding: {x: {value: -16}, x2: null, text: {field: 'name'}},
            });
          }
        }
      }
    }
    return spec;
  };

  const draw_chart = async () => {
    const room = element('chart').clientWidth;
    const spec = specification(room);
    spec.datasets = {bars: chart_rows(shown), known: known_rows()};
    data.charts.forEach((name, i) => { spec.datasets[name] = duty_rows(i); });
    const result = await vegaEmbed('#chart', spec, {renderer: 'svg', actions: false, tooltip: hover, defaultStyle: false});
    if (view) view.finalize();
    view = result.view;
    view.addEventListener('click', (event, item) => { if (item) hover(null, event, item, item.datum); });
  };

  const update_chart = async () => {
    const change = (name, rows) => view.change(name, vega.changeset().remove(() => true).insert(rows));
    change('bars', chart_rows(shown));
    change('known', known_rows());
    data.charts.forEach((name, i) => change(name, duty_rows(i)));
    await view.resize().runAsync();
  };

  // ---- tooltips ----

  const source_link = (place) => {
    const source = data.sources[place];
    if (!source.address) return document.createTextNode(source.name);
    const link = document.createElement('a');
    link.href = source.address;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    link.textContent = source.name;
    return link;
  };
  const tip = element('tip');
  let leaving = 0;
  const hide_tip = () => { tip.hidden = true; };
  const leave_tip = () => { clearTimeout(leaving); leaving = setTimeout(hide_tip, 350); };
  tip.addEventListener('mouseenter', () => clearTimeout(leaving));
  tip.addEventListener('mouseleave', leave_tip);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide_tip(); });

  const hover = (handler, event, item, value) => {
    if (value === null || value === undefined || value === '') return leave_tip();
    const datum = item.datum;
    tip.textContent = '';
    const say = (tag, text) => tip.appendChild(document.createElement(tag)).textContent = text;
    if (datum.ref !== undefined && shown[datum.ref]) {
      const row = shown[datum.ref];
      say('strong', row.lane.name);
      say('div', row.tells.slice(row.lane.name.length + 2));
      if (row.rate && !row.mark) say('div', 'Rate: ' + row.rate);
      const list = tip.appendChild(document.createElement('ul'));
      for (const place of row.sources) list.appendChild(document.createElement('li')).appendChild(source_link(place));
    } else if (datum.total) {
      say('strong', datum.on + ': ' + datum.total);
      say('div', datum.cause);
    } else {
      return leave_tip();
    }
    clearTimeout(leaving);
    tip.hidden = false;
    const left = Math.min(event.pageX + 12, window.scrollX + document.documentElement.clientWidth - tip.offsetWidth - 12);
    tip.style.left = Math.max(window.scrollX + 12, left) + 'px';
    const below = event.pageY + 14;
    const over = below + tip.offsetHeight > window.scrollY + window.innerHeight;
    tip.style.top = (over ? event.pageY - tip.offsetHeight - 10 : below) + 'px';
  };

  // ---- the table and what is said ----

  const fill_table = () => {
    const body = document.createDocumentFragment();
    for (const row of shown) {
      const line = body.appendChild(document.createElement('tr'));
      const head = line.appendChild(document.createElement('th'));
      head.scope = 'row';
      head.textContent = row.lane.name;
      const cell = (name, text) => {
        const td = line.appendChild(document.createElement('td'));
        td.dataset.name = name;
        td.textContent = text;
        return td;
      };
      cell('By', row.lane.by);
      cell('Kind', data.kinds[row.lane.kind]);
      cell('Status', row.mark ? 'held' : data.statuses[row.status]);
      cell('Rate', row.mark ? '' : row.rate);
      cell('From', row.since);
      cell('Until', row.ends);
      cell('Certainty', row.certainty);
      const sources = cell('Sources', '');
      row.sources.forEach((place, i) => {
        if (i > 0) sources.append('; ');
        sources.append(source_link(place));
      });
    }
    element('rows').replaceChildren(body);
    element('caption').textContent = 'Measures from ' + iso(first_day) + ' until ' + iso(last_day) + ', as known on ' +
      spelled(chosen.known) + (chosen.scenario ? '; scenario: ' + data.scenarios[chosen.scenario].title : '');
    element('table').hidden = shown.length === 0;
    element('none').hidden = shown.length > 0;
  };

  const say = () => {
    element('day').textContent = spelled(chosen.known);
    element('known').setAttribute('aria-valuetext', spelled(chosen.known));
    const counts = new Map();
    for (const row of shown) {
      if (row.from > chosen.known || (row.until !== null && row.until <= chosen.known) || row.lane.meeting) continue;
      counts.set(row.status, (counts.get(row.status) || 0) + 1);
    }
    const parts = [...counts].sort((a, b) => a[0] - b[0]).map(([status, count]) => count + ' ' + data.statuses[status]);
    element('said').textContent = 'On that day, as known then: ' + (parts.length ? parts.join(', ') : 'nothing');
    element('earlier').disabled = !data.epochs.some((day) => day < chosen.known);
    element('later').disabled = !data.epochs.some((day) => day > chosen.known);
  };

  let shown = [];
  let busy = false, again = false;
  const refresh = async () => {
    if (busy) { again = true; return; }
    busy = true;
    do {
      again = false;
      hide_tip();
      shown = bars_shown();
      say();
      fill_table();
      if (view) await update_chart();
    } while (again);
    busy = false;
    document.documentElement.dataset.scenario = data.scenarios[chosen.scenario].name;  // what is on the screen now
    document.documentElement.dataset.known = iso(chosen.known);
  };

  // ---- controls ----

  const known = element('known');
  known.min = data.known.first;
  known.max = data.known.last;
  known.value = chosen.known;
  const show_day = (day) => { chosen.known = day; known.value = day; refresh(); };
  known.addEventListener('input', () => show_day(Number(known.value)));
  element('earlier').addEventListener('click', () => show_day(data.epochs.filter((day) => day < chosen.known).pop()));
  element('later').addEventListener('click', () => show_day(data.epochs.find((day) => day > chosen.known)));

  data.scenarios.forEach((scenario, i) => {
    const option = element('scenario').appendChild(document.createElement('option'));
    option.value = i;
    option.textContent = scenario.title;
  });
  element('scenario').addEventListener('change', (event) => { chosen.scenario = Number(event.target.value); refresh(); });
  element('scenario').parentElement.hidden = data.scenarios.length < 2;

  const boxes = (id, names, choice) => names.forEach((name, i) => {
    const label = element(id).appendChild(document.createElement('label'));
    const box = label.appendChild(document.createElement('input'));
    box.type = 'checkbox';
    box.checked = true;
    box.addEventListener('change', () => { box.checked ? choice.add(i) : choice.delete(i); refresh(); });
    label.append(' ' + name);
  });
  boxes('sides', data.sides, chosen.sides);
  boxes('kinds', data.kinds, chosen.kinds);
  boxes('statuses', data.statuses, chosen.statuses);
  element('all').addEventListener('click', () => {
    for (const box of element('filters').querySelectorAll('input')) if (!box.checked) box.click();
  });

  const legend = [
    ['in force', '<rect class="form0" width="26" height="12" rx="1"/>'],
    ['scheduled', '<rect class="light0" x=".5" y=".5" width="25" height="11" rx="1"/>'],
    ['suspended', '<rect class="open0" x="1" y="1" width="24" height="10" rx="1"/>'],
    ['proposed', '<rect fill="url(#hatch0)" width="26" height="12"/>'],
    ['unknown', '<line class="dots0" x1="1" x2="26" y1="6" y2="6"/>'],
    ['faded: start or end not certain', '<linearGradient id="legend-fade"><stop offset="0" stop-color="var(--tone0)" stop-opacity="0"/><stop offset=".7" stop-color="var(--tone0)"/></linearGradient><rect fill="url(#legend-fade)" width="26" height="12"/>'],
    ['meeting', '<path class="form0" d="M13 0l6 6l-6 6l-6 -6z"/>'],
    ['known day', '<line x1="13" x2="13" y1="0" y2="12" stroke="currentColor" stroke-width="1.5" stroke-dasharray="5 2"/>'],
  ];
  element('hatching').innerHTML = [0, 1, 2, 3].map((i) => '<pattern id="hatch' + i + '" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="paper" width="6" height="6"/><line class="hatch' + i + '" x1="1" y1="0" x2="1" y2="6" stroke-width="2"/></pattern>').join('');
  for (const [name, form] of legend) {
    const item = element('legend').appendChild(document.createElement('li'));
    item.innerHTML = '<svg width="26" height="12" aria-hidden="true">' + form + '</svg>';
    item.append(name);
  }

  const start = async () => {
    element('controls').hidden = element('filters').hidden = false;
    shown = bars_shown();
    if (has_charts) {
      element('chart').hidden = element('legend').hidden = false;
      await draw_chart();
      element('picture').hidden = true;
      let width = element('chart').clientWidth, timer = 0;
      const redraw = () => draw_chart().then(refresh);
      window.addEventListener('resize', () => {
        if (element('chart').clientWidth === width) return;
        width = element('chart').clientWidth;
        clearTimeout(timer);
        timer = setTimeout(redraw, 150);
      });
      dark.addEventListener('change', redraw);
    }
    await refresh();
  };
  start();
})();
