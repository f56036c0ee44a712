import fc from 'fast-check';

/**
 * Property tests draw the same examples in every run, so that a change fails for what it changed and not for its luck.
 * Another number in PROPERTY_SEED draws others: `PROPERTY_SEED=$RANDOM npm test` goes looking.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20_260_101) });
