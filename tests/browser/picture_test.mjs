// The SVG with real fonts: no letters touch, none leave the picture, Chinese ones have signs of their own.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {folder, run, run_all, test} from './browser.mjs';

/// A copy of the articles with Chinese names.
const chinese = () => {
  const dataset = JSON.parse(readFileSync(new URL('../../data/articles.json', import.meta.url), 'utf8'));
  dataset.measures.forEach((measure, i) => { measure.title = '第' + i + '項措施：美國對中國商品加徵的關稅，自二〇二五年十月三十日起減半'; });
  writeFileSync(join(folder, 'chinese.json'), JSON.stringify(dataset));
  return 'chinese.json';
};

/// Boxes of all texts: as wide as the browser sets them, as high as letters are. (The height that it tells is the font's whole
/// line, of which a Chinese font leaves a third empty.)
const boxes_in = (page) => page.evaluate(() => [...document.querySelectorAll('svg text')].map((text) => {
  const {x, width} = text.getBBox();
  const size = parseFloat(getComputedStyle(text).fontSize);
  const baseline = Number(text.getAttribute('y'));
  return {x, width, y: baseline - 0.88 * size, height: 1.12 * size, text: text.textContent};
}));

for (const dataset of ['articles', 'chronology', chinese()]) {
  for (const width of [390, 960]) {
    test('labels of ' + dataset + ' keep apart at a width of ' + width, async (open) => {
      const file = width + '.svg';
      run('draw-timeline', '--dataset', dataset, '--width', String(width), '--known', '2025-11-25', '-o', file);
      const page = await open(file);
      const boxes = await boxes_in(page);
      const [, , across, down] = await page.evaluate(() => document.documentElement.getAttribute('viewBox').split(' ').map(Number));
      assert.ok(boxes.length > 50);
      for (const [i, a] of boxes.entries()) {
        assert.ok(a.x >= 0 && a.y >= 0 && a.x + a.width <= across && a.y + a.height <= down, a.text + ' leaves the picture');
        for (const b of boxes.slice(i + 1)) {
          const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          assert.ok(apart, '"' + a.text + '" and "' + b.text + '" collide');
        }
      }
    });
  }
}

await run_all();
