import { compilePack } from '#registry/pack/compile.ts';
import type { Pack } from '#registry/pack/document.ts';
import { makeSpeaker } from '#registry/page/speaker.ts';
import { registry } from '../../real-content.ts';

export const DAY = '2026-11-29';
export const PACK_SITE = 'https://registry.example';

/** The pack of a session as edition 1 would be, with the digests of records for commits; arranged as packs are now, or in another form. */
export const packIn = (locale: string, session = '2027-mesas', of = registry, form?: number): Pack =>
  compilePack({
    registry: of,
    speaker: makeSpeaker(of, of.locales.get(locale)!),
    session,
    siteUrl: PACK_SITE,
    versionOf: ({ digest }) => digest,
    version: '0123456789abcdef0123456789abcdef01234567',
    edition: 1,
    date: DAY,
    ...(form === undefined ? {} : { form }),
  });
