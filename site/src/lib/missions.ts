import { missionPages } from '#registry/chart/mission-grid.ts';
import { perContext } from './per-context.ts';

/** The cases of each page of missions. */
export const missions = perContext((context) => missionPages(context.views()));
