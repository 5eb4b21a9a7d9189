// The page: what it shows is what the views say, for every known day, scenario and filter, by mouse and by keyboard.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {folder, json_of, run, run_all, test} from './browser.mjs';

const days = ['--from', '2025-01-01', '--to', '2027-01-01'];
run('draw-timeline', '-o', 'articles.html', ...days);

const has_charts = (page) => page.evaluate(() => typeof vegaEmbed === 'function');
/// Once the page shows a known day.
const shows = (page, day) => page.waitForFunction((day) => document.documentElement.dataset.known === day, day);
const move_to = async (page, day) => {
  await page.evaluate((day) => {
    const known = document.getElementById('known');
    known.value = Date.parse(day) / 86400000;
    known.dispatchEvent(new Event('input', {bubbles: true}));
  }, day);
  await shows(page, day);
};
/// What the marks of the chart tell, sorted; a label is what a screen reader says of one.
const marks = (page) => page.evaluate(() => [...document.querySelectorAll('#chart svg .mark-rect path, #chart svg .mark-rule line, #chart svg .mark-symbol path')]
  .map((mark) => mark.getAttribute('aria-label')).filter((label) => label && !/^\d{4}-/.test(label)).sort());
const duty_marks = (page) => page.evaluate(() => [...document.querySelectorAll('#chart svg .mark-symbol path')]
  .map((mark) => mark.getAttribute('aria-label')).filter((label) => label && /^\d{4}-/.test(label)).sort());
/// The rows of the table, each as an object by its columns.
const rows = (page) => page.evaluate(() => [...document.querySelectorAll('#rows tr')].map((row) => {
  const cells = {Measure: row.querySelector('th').textContent};
  for (const cell of row.querySelectorAll('td')) cells[cell.dataset.name] = cell.textContent;
  return cells;
}));
/// What the library draws for a known day.
const drawn = (...options) => json_of('draw-timeline', ...days, ...options).datasets;
const told = (datasets) => datasets.bars.filter((bar) => bar.form !== 'heading').map((bar) => bar.tells).sort();
const opened = async (open, options) => {
  const page = await open('articles.html', options);
  await page.waitForFunction(() => document.documentElement.dataset.known);
  return page;
};
const box = (page, id, name) => page.locator('#' + id).getByLabel(name, {exact: true});

test('this build has its chart', async (open) => {
  assert.ok(await has_charts(await opened(open)));
});

test('the slider shows on each known day what the view says', async (open) => {
  const page = await opened(open);
  const seen = new Set();
  for (const day of ['2025-05-30', '2025-06-05', '2025-10-01', '2025-10-23', '2025-10-24', '2025-10-27', '2025-10-28', '2025-11-04',
    '2025-11-05', '2025-11-10', '2025-11-24', '2025-11-25']) {
    await move_to(page, day);
    if (day < '2025-06-05') {
      assert.deepEqual(await marks(page), []);
      assert.ok(await page.locator('#none').isVisible());
      continue;
    }
    const datasets = drawn('--known', day);
    const bars = await marks(page);
    assert.deepEqual(bars, told(datasets), day);
    seen.add(bars.join());
    const steps = ['duty0', 'duty1'].flatMap((name) => (datasets[name] || []).filter((step) => step.tells).map((step) => step.tells));
    assert.deepEqual(await duty_marks(page), steps.sort(), day);

    // And against the view itself, asked by another program.
    const table = await rows(page);
    assert.equal(table.length, bars.length);
    for (const on of ['2025-07-01', '2025-11-15', '2026-03-01']) {
      const belief = json_of('as-known', '--on', on, '--known', day, '--known', day, '--all');
      for (const measure of belief.measures) {
        const {status, rate_percent: rate} = measure.answers[0];
        if (['none', 'ended'].includes(status) || measure.kind === 'meeting') continue;
        const spaced = status.replace('_', ' ');
        const row = table.find((row) => names.get(measure.measure) === row.Measure && row.Status === spaced &&
          (rate === null || status !== 'in_force' || row.Rate.startsWith(rate + ' %')));
        assert.ok(row, measure.measure + ' is ' + status + ' on ' + on + ' as known on ' + day);
      }
    }
  }
  assert.ok(seen.size >= 4, 'belief changes');
});
const names = new Map(JSON.parse(run('build-timeline', '--json')).measures?.map((measure) => [measure.measure, measure.title]) ?? []);

test('belief about the rare-earth controls changes as the slider is dragged through the autumn', async (open) => {
  const page = await opened(open);
  const controls = async () => (await marks(page)).filter((mark) => mark.startsWith('Chinese rare-earth export controls of October 2025'));
  await move_to(page, '2025-10-01');
  assert.deepEqual(await controls(), []);
  await move_to(page, '2025-10-24');
  assert.ok((await controls()).some((mark) => mark.includes(': scheduled')));
  await move_to(page, '2025-11-25');
  assert.ok((await controls()).some((mark) => mark.includes(': suspended')));

  // By mouse, from one end to the other: it ends where the pointer does, and shows that day.
  const slider = await page.locator('#known').boundingBox();
  await page.mouse.move(slider.x + 8, slider.y + slider.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 20; ++step) await page.mouse.move(slider.x + 8 + step * (slider.width - 16) / 20, slider.y + slider.height / 2);
  await page.mouse.up();
  const last = await page.evaluate(() => new Date(document.getElementById('known').max * 86400000).toISOString().slice(0, 10));
  await shows(page, last);
  assert.deepEqual(await marks(page), told(drawn('--known', last)));
});

test('the keyboard moves the slider by a day, and the buttons to the next thing known', async (open) => {
  const page = await opened(open);
  await move_to(page, '2025-10-24');
  await page.locator('#known').focus();
  await page.keyboard.press('ArrowRight');
  await shows(page, '2025-10-25');
  await page.keyboard.press('ArrowLeft');
  await shows(page, '2025-10-24');
  assert.equal(await page.locator('#day').textContent(), '24 October 2025');
  assert.equal(await page.locator('#known').getAttribute('aria-valuetext'), '24 October 2025');
  await page.locator('#later').press('Enter');
  await shows(page, '2025-10-28');
  await page.locator('#earlier').click();
  await shows(page, '2025-10-24');
  assert.match(await page.locator('#said').textContent(), /15 in force/);
});

test('filters by side, kind and status leave just what they name', async (open) => {
  const page = await opened(open);
  const all = await marks(page);
  await page.locator('#filters summary').click();
  await box(page, 'sides', 'US').uncheck();
  let left = await rows(page);
  assert.ok(left.length > 0 && left.every((row) => row.By !== 'US' || row.Kind === 'meeting'));
  assert.equal((await marks(page)).length, left.length);
  await page.locator('#all').click();
  await page.waitForFunction((count) => document.querySelectorAll('#rows tr').length === count, all.length);

  await box(page, 'kinds', 'tariff').uncheck();
  left = await rows(page);
  assert.ok(left.length > 0 && left.every((row) => row.Kind !== 'tariff'));
  await page.locator('#all').click();
  for (const status of ['unknown', 'proposed', 'scheduled', 'in force']) await box(page, 'statuses', status).uncheck();
  left = await rows(page);
  assert.deepEqual(new Set(left.map((row) => row.Status)), new Set(['suspended']));
  await box(page, 'statuses', 'suspended').uncheck();
  assert.ok(await page.locator('#none').isVisible());
  await page.locator('#all').click();
  await page.waitForFunction((count) => document.querySelectorAll('#rows tr').length === count, all.length);
  assert.deepEqual(await marks(page), all);
});

test('each scenario shows what the timeline with it says', async (open) => {
  const page = await opened(open);
  await move_to(page, '2025-11-25');
  for (const [name, title] of [['full-escalation', 'Outcome 3: full escalation towards decoupling'],
    ['trump-concedes', 'Outcome 1: Trump gives in, and China keeps its controls']]) {
    await page.locator('#scenario').selectOption({label: title});
    await page.waitForFunction((name) => document.documentElement.dataset.scenario === name, name);
    assert.ok((await page.locator('#caption').textContent()).endsWith('scenario: ' + title));
    assert.deepEqual(await marks(page), told(drawn('--known', '2025-11-25', '--scenario', name)), name);
  }
});

test('a tooltip tells rate, dates, certainty and links to sources, and can be reached', async (open) => {
  writeFileSync(join(folder, 'linked.json'), JSON.stringify({
    truceline: 1, name: 'linked',
    sources: [{id: 's', kind: 'act', outlet: 'Gazette', title: '關稅公告', published: '2025-01-15', address: 'https://example.org/notice'}],
    measures: [{id: 'us-x', kind: 'tariff', imposed_by: ['US'], target: ['CN'], title: 'Tariff on widgets'}],
    claims: [{id: 'c', source: 's', measure: 'us-x', said: 'imposed', standing: 'announced', from: '2025-02-01', rate: 12.5, at: {paragraph: 2}}]}));
  run('draw-timeline', '--dataset', 'linked.json', '-o', 'linked.html');
  const page = await open('linked.html');
  await page.waitForFunction(() => document.documentElement.dataset.known);
  const bar = page.locator('#chart svg path[aria-label*="in force at 12.5 %"]');
  const place = await bar.boundingBox();
  await page.mouse.move(place.x + place.width * 0.8, place.y + place.height / 2);
  await page.locator('#tip').waitFor();
  const text = await page.locator('#tip').textContent();
  for (const part of ['Tariff on widgets', '12.5 %', 'since 2025-02-01', 'certain', '關稅公告']) assert.ok(text.includes(part), part);
  const link = page.locator('#tip a');
  assert.equal(await link.getAttribute('href'), 'https://example.org/notice');
  await link.hover();  // on the way there it stays
  await page.waitForTimeout(500);
  assert.ok(await page.locator('#tip').isVisible());
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#tip').isHidden());
  assert.equal(await page.locator('#rows a').last().getAttribute('href'), 'https://example.org/notice');
});

test('the table can be read by ear: caption, headings, a day that is announced', async (open) => {
  const page = await opened(open);
  assert.match(await page.locator('#caption').textContent(), /^Measures from 2025-01-01 until 2027-01-01, as known on 25 November 2025$/);
  assert.equal(await page.locator('thead th[scope=col]').count(), 9);
  assert.equal(await page.locator('#rows th[scope=row]').count(), await page.locator('#rows tr').count());
  assert.equal(await page.locator('[aria-live=polite]').getAttribute('id'), 'said');
  // Every control has a name.
  const unnamed = await page.evaluate(() => [...document.querySelectorAll('input, select, button')]
    .filter((control) => !(control.labels && control.labels.length) && !control.getAttribute('aria-label') && !control.textContent.trim()).length);
  assert.equal(unnamed, 0);
});

for (const [width, dark] of [[390, false], [390, true], [768, false], [1280, true], [1600, false]]) {
  test('nothing sticks out at a width of ' + width + (dark ? ', dark' : ', light'), async (open) => {
    const page = await opened(open, {width, dark});
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(wide <= room, wide + ' > ' + room);
    assert.deepEqual(await marks(page), told(drawn('--known', '2025-11-25')));
    const chart = await page.locator('#chart svg').boundingBox();
    assert.ok(chart.x >= 0 && chart.x + chart.width <= width + 1, 'the chart is ' + chart.width + ' wide');
  });
}

test('the chart is drawn anew when the window turns', async (open) => {
  const page = await opened(open, {width: 1280});
  const before = await page.locator('#chart svg').boundingBox();
  await page.setViewportSize({width: 500, height: 900});
  await page.waitForFunction((width) => document.querySelector('#chart svg').getBoundingClientRect().width < width, before.width - 300);
  assert.deepEqual(await marks(page), told(drawn('--known', '2025-11-25')));
});

await run_all();
