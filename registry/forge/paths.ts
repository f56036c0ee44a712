import { alpha2 } from '../country/country.ts';
import { Rejected } from './errors.ts';

const RECORD = /^content\/cases\/(?<country>[a-z]{3})\/(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)\/(?<rest>.+)$/;
const TEXT = /^(?:index|[a-z]{2,3})\.md$/;
const ATTACHMENT = /^files\/[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpg|jpeg|webp|pdf)$/;
const MAX_NAME = 80;

/** Names that Windows keeps for devices, with any extension: a clone with such a file cannot be checked out there. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

/**
 * The folder that a proposal's files share, `content/cases/<country>/<id>`. Throws Rejected unless every path is a text or an
 * attachment of that one record: a list of what is allowed, because nobody can list all that is not.
 */
export function recordFolder(paths: readonly string[]): string {
  const folders = new Set(paths.map(folderOf));
  if (folders.size !== 1) throw new Rejected('path', `A proposal is about one record, not ${folders.size}.`);
  if (new Set(paths).size !== paths.length) throw new Rejected('path', 'A proposal names the same file twice.');
  return [...folders][0]!;
}

function folderOf(path: string): string {
  const { country, id, rest } = RECORD.exec(path)?.groups ?? {};
  const isAllowed =
    country !== undefined &&
    id !== undefined &&
    rest !== undefined &&
    (country === 'int' || alpha2(country.toUpperCase()) !== undefined) &&
    (TEXT.test(rest) || ATTACHMENT.test(rest)) &&
    [id, stem(rest)].every((name) => name.length <= MAX_NAME && !DEVICE.test(name));
  if (!isAllowed) throw new Rejected('path', `A proposal may not contain the file ${JSON.stringify(path.slice(0, 200))}.`);
  return `content/cases/${country}/${id}`;
}

const stem = (file: string) => file.replace(/^files\//, '').replace(/\.[a-z]+$/, '');
