/**
 * Milliseconds after which something that a test waits for is taken to hang: a busy machine may need minutes. Shorter at a desk, where
 * somebody waits to hear what is wrong.
 */
export const PATIENCE_MS = process.env['CI'] ? 600_000 : 120_000;
