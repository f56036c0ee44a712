import fc from 'fast-check';

/**
 * Property tests use the same examples in every run, so that failures come from changes and not from luck. PROPERTY_SEED
 * selects others: `PROPERTY_SEED=$RANDOM npm test`.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] || 20_260_101) });
