import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImported } from '#registry/federation/store/open-imported.ts';
import { describeImported } from './imported.ts';

describeImported(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'imported-'));
  const file = join(folder, 'outbox.sqlite');
  const imported = await openImported(file);
  return {
    imported,
    again: () => openImported(file),
    close: async () => {
      await imported.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});
