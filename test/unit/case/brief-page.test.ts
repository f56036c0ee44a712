import { expect, test } from 'vitest';
import { briefPage } from '#registry/case/page/brief-page.ts';
import { html } from '#registry/page/html.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { PACK_SITE } from '../pack/example.ts';
import { registry } from '../../real-content.ts';

const speaker = makeSpeaker(registry, registry.locales.get('es')!);

test('the sources of a brief are numbered in the order in which the page cites them, and each is in its list', () => {
  for (const record of registry.cases.values()) {
    const page = html(briefPage({ record, speaker }, { siteUrl: PACK_SITE, version: 'v' }));
    const listed = [...page.matchAll(/<li id="source-[^"]+" value="(\d+)"/g)].map(([, number]) => Number(number));
    const cited = [...page.matchAll(/<a class="citation"[^>]*>(\d+)</g)].map(([, number]) => Number(number));
    expect([...new Set(cited)], record.id).toEqual(listed);
    expect(listed, record.id).toEqual(listed.map((_, index) => index + 1));
  }
});
