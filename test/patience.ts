/**
 * Milliseconds after which something that a test waits for is taken to hang: a busy machine may need minutes. Shorter at a desk, where
 * somebody waits to hear what is wrong; always less than a test may take (vitest.config.ts), so that it is said what hangs.
 */
export const PATIENCE_MS = process.env['CI'] ? 300_000 : 120_000;
