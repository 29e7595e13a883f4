/**
 * The shape of the JSON API, in the form that openapi-typescript writes. `npm run generate` replaces it from openapi.json.
 */

export interface paths {
  '/session': {
    get: Answer<200, components['schemas']['Session']>;
    post: Answer<200, components['schemas']['Session']> & Body<components['schemas']['Credentials']>;
    delete: Answer<204, never>;
  };
  '/calendars': {
    get: Answer<200, components['schemas']['CalendarList']>;
    post: Answer<201, components['schemas']['Calendar']> & Body<components['schemas']['NewCalendar']>;
  };
  '/calendars/{calendar}': {
    patch: Answer<200, components['schemas']['Calendar']> &
      Path<{ calendar: string }> &
      Body<components['schemas']['CalendarChange']>;
    delete: Answer<204, never> & Path<{ calendar: string }>;
  };
  '/instances': {
    get: Answer<200, components['schemas']['InstanceList']> & {
      parameters: { query: { from: string; to: string; calendar?: string[] } };
    };
  };
  '/calendars/{calendar}/events': {
    post: Answer<201, components['schemas']['EventRef']> &
      Path<{ calendar: string }> &
      Body<components['schemas']['NewEvent']>;
  };
  '/calendars/{calendar}/events/{object}': {
    get: Answer<200, components['schemas']['Event']> & Path<{ calendar: string; object: string }>;
    patch: Answer<200, components['schemas']['EventRef']> & {
      parameters: { path: { calendar: string; object: string }; header: { 'If-Match': string } };
    } & Body<components['schemas']['EventChange']>;
    delete: Answer<204, never> & {
      parameters: {
        path: { calendar: string; object: string };
        query?: { recurrence_id?: string };
        header: { 'If-Match': string };
      };
    };
  };
  '/app-passwords': {
    get: Answer<200, components['schemas']['AppPasswordList']>;
    post: Answer<201, components['schemas']['NewAppPassword']> & Body<{ label: string }>;
  };
  '/app-passwords/{id}': {
    delete: Answer<204, never> & Path<{ id: string }>;
  };
}

type Answer<Status extends number, Content> = {
  responses: { [S in Status]: { content: [Content] extends [never] ? never : { 'application/json': Content } } } & {
    default: { content: { 'application/json': components['schemas']['ErrorBody'] } };
  };
};
type Body<Content> = { requestBody: { content: { 'application/json': Content } } };
type Path<Params> = { parameters: { path: Params } };

export interface components {
  schemas: {
    ErrorBody: { error: { code: string; message: string; field?: string | null } };
    Credentials: { login: string; password: string };
    Session: { member: components['schemas']['Member']; csrf_token: string; expires_utc: string };
    Member: { login: string; name: string; emails: string[]; time_zone?: string | null; admin: boolean };
    CalendarList: { calendars: components['schemas']['Calendar'][] };
    Calendar: {
      name: string;
      display_name?: string | null;
      color?: string | null;
      order?: number | null;
      components: string[];
      read_only: boolean;
      sync_token: string;
      dav_path: string;
    };
    NewCalendar: { display_name: string; color?: string; components?: string[] };
    CalendarChange: { display_name?: string; color?: string; order?: number };
    EventTime: { date: string } | { local: string; time_zone: string | null } | { utc: string };
    InstanceList: { instances: components['schemas']['Instance'][] };
    Instance: {
      calendar: string;
      object: string;
      etag: string;
      uid: string;
      recurrence_id?: components['schemas']['EventTime'] | null;
      recurring: boolean;
      override: boolean;
      summary?: string | null;
      location?: string | null;
      description?: string | null;
      start: components['schemas']['EventTime'];
      end: components['schemas']['EventTime'];
      start_utc: string;
      end_utc: string;
      all_day: boolean;
      status?: string | null;
      transparency?: string | null;
      classification?: string | null;
    };
    NewEvent: {
      summary: string;
      start: components['schemas']['EventTime'];
      end: components['schemas']['EventTime'];
      location?: string;
      description?: string;
      recurrence_rule?: string;
      classification?: string;
    };
    Event: {
      calendar: string;
      object: string;
      etag: string;
      uid: string;
      summary?: string | null;
      location?: string | null;
      description?: string | null;
      start: components['schemas']['EventTime'];
      end: components['schemas']['EventTime'];
      recurrence_rule?: string | null;
      classification?: string | null;
      ics: string;
    };
    EventChange: {
      recurrence_id?: components['schemas']['EventTime'];
      summary?: string;
      start?: components['schemas']['EventTime'];
      end?: components['schemas']['EventTime'];
      location?: string;
      description?: string;
      recurrence_rule?: string | null;
      classification?: string;
      move_to_calendar?: string;
    };
    EventRef: { calendar: string; object: string; etag: string };
    AppPasswordList: { app_passwords: components['schemas']['AppPassword'][] };
    AppPassword: {
      id: string;
      label: string;
      created_utc: string;
      last_used_utc?: string | null;
      last_client?: string | null;
    };
    NewAppPassword: { id: string; label: string; secret: string };
  };
}
