/** The API's bodies under short names. */

import type { components } from './schema.d.ts';

type Schemas = components['schemas'];

export type Member = Schemas['Member'];
export type SessionBody = Schemas['Session'];
export type CalendarBody = Schemas['Calendar'];
export type EventTime = Schemas['EventTime'];
export type InstanceBody = Schemas['Instance'];
export type EventBody = Schemas['Event'];
export type NewEventBody = Schemas['NewEvent'];
export type EventChangeBody = Schemas['EventChange'];
export type EventRefBody = Schemas['EventRef'];
export type AppPasswordBody = Schemas['AppPassword'];
export type NewAppPasswordBody = Schemas['NewAppPassword'];
export type ErrorBody = Schemas['ErrorBody'];
