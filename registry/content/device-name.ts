/** COM and LPT count from 0 to 9 and in superscript, see https://learn.microsoft.com/windows/win32/fileio/naming-a-file. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/**
 * A name that Windows reserves for a device, with any extension: a repository with such a file or folder cannot be checked out
 * there.
 */
export const isDeviceName = (name: string): boolean => DEVICE.test(name.split('.', 1)[0]!.trimEnd());
