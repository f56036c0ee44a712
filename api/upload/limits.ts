/** Bytes of one file, and of all that was read of it when it comes back. */
export const UPLOAD_LIMITS = { files: 5_000_000, words: 512 * 1024 } as const;
