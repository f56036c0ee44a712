import { isDeviceName } from '../../content/device-name.ts';
import { finding } from '../../finding/finding.ts';
import type { RegistryRule } from '../record.ts';

/** A file name that Windows forbids keeps Windows users from cloning the registry. */
export const checkDeviceNames: RegistryRule = (tree) =>
  [...tree.keys()].flatMap((file) => {
    const name = file.split('/').find(isDeviceName);
    return name === undefined ? [] : [finding('name-reserved', { file, line: 1 }, { name })];
  });
