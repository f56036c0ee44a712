import { isDeviceName } from '../content/device-name.ts';
import { MAX_ID_LENGTH, slug } from '../schema/fields.ts';

const ID = slug();

/** Why a text cannot be a record's id and folder name; undefined when it can. */
export function whyNoId(text: string): 'long' | 'form' | 'device' | undefined {
  if (text.length > MAX_ID_LENGTH) return 'long';
  if (!ID.safeParse(text).success) return 'form';
  return isDeviceName(text) ? 'device' : undefined;
}
