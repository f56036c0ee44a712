/** Bytes of one file, and of all that was read of it when it comes back: fifty long cases. */
export const UPLOAD_LIMITS = { files: 5_000_000, words: 2 * 1024 * 1024 } as const;
