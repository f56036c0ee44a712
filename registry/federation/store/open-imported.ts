import { openDatabase } from '../../outbox/open-outbox.ts';
import type { Imported } from '../imported.ts';
import { makeImported } from './sql-imported.ts';
import { importedTables } from './tables.ts';

/** Opens what is held of other registries at the address of the outbox; made when there is nothing yet. */
export const openImported = async (address: string): Promise<Imported> =>
  makeImported(await openDatabase(address, importedTables));
