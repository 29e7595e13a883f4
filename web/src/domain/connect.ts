/**
 * How each kind of device is connected: the addresses to give it and the steps in its own words.
 */

import { addDays, formatDay, type Day } from './day.ts';

/** The addresses that programs ask for. */
export interface Addresses {
  /** What most programs want: `https://agenda.example.org`. */
  server: string;
  /** What iPhones and Macs call the server: `agenda.example.org`, with the port where it is not the usual one. */
  host: string;
  /** The member's own address, for programs that cannot find it: `https://agenda.example.org/dav/principals/users/ana/`. */
  principal: string;
  /** Where all calendars of the member lie. */
  home: string;
  login: string;
  /** Whether the connection is encrypted, which iPhones insist on. */
  encrypted: boolean;
}

/** The addresses of a member on the server that this page came from. */
export function addressesOf(page: Pick<URL, 'origin' | 'host' | 'protocol'>, login: string): Addresses {
  const name = encodeURIComponent(login);
  return {
    server: page.origin,
    host: page.host,
    principal: `${page.origin}/dav/principals/users/${name}/`,
    home: `${page.origin}/dav/calendars/${name}/`,
    login,
    encrypted: page.protocol === 'https:',
  };
}

/** One step: a sentence, and what to copy with it. */
export interface Step {
  text: string;
  /** A value to be typed into the program. */
  copy?: string;
}

/** A kind of device or program. */
export interface Guide {
  id: string;
  name: string;
  steps: Step[];
  note?: string;
}

const PASSWORD: Step = {
  text: 'Password: an app password that you make above, not the one you sign in with here.',
};

/** The guides, in the order in which people look for them; examples are about the week that begins on `monday`. */
export function guidesFor(addresses: Addresses, monday: Day): Guide[] {
  return [
    iphone(addresses),
    mac(addresses),
    android(addresses),
    thunderbird(addresses),
    outlook(addresses),
    gnome(addresses),
    kde(addresses),
    script(addresses, monday),
  ];
}

function iphone({ host, login, encrypted, principal }: Addresses): Guide {
  return {
    id: 'iphone',
    name: 'iPhone and iPad',
    steps: [
      {
        text: 'Open Settings, then Apps, Calendar, Calendar Accounts (before iOS 18: Settings, Calendar, Accounts).',
      },
      { text: 'Choose Add Account, Other, Add CalDAV Account.' },
      { text: 'Server:', copy: host },
      { text: 'User Name:', copy: login },
      PASSWORD,
      { text: 'Tap Next, leave Calendars switched on, and tap Save.' },
    ],
    note: encrypted
      ? `If the account is not found, open its Advanced Settings and give the account URL ${principal}`
      : 'iPhones connect only to servers with HTTPS, and this page came without it.',
  };
}

function mac({ host, login, principal }: Addresses): Guide {
  return {
    id: 'mac',
    name: 'Mac',
    steps: [
      { text: 'Open Calendar, then in its menu Settings, Accounts, and the plus sign.' },
      { text: 'Choose Other CalDAV Account, and Manual as the account type.' },
      { text: 'User Name:', copy: login },
      PASSWORD,
      { text: 'Server Address:', copy: host },
    ],
    note: `If the server is not found, choose Advanced instead of Manual and give the path of ${principal}`,
  };
}

function android({ server, login }: Addresses): Guide {
  return {
    id: 'android',
    name: 'Android (DAVx⁵)',
    steps: [
      { text: 'Install DAVx⁵ from F-Droid or the Play Store.' },
      { text: 'Tap the plus sign and choose “Login with URL and user name”.' },
      { text: 'Base URL:', copy: server },
      { text: 'User name:', copy: login },
      PASSWORD,
      { text: 'Under CalDAV, tick the calendars to keep on the phone. They appear in its calendar app.' },
    ],
  };
}

function thunderbird({ server, login }: Addresses): Guide {
  return {
    id: 'thunderbird',
    name: 'Thunderbird',
    steps: [
      { text: 'In Calendar, choose New Calendar, On the Network.' },
      { text: 'Username:', copy: login },
      { text: 'Location:', copy: server },
      { text: 'Choose Find Calendars, and give the password when it is asked for.' },
      PASSWORD,
      { text: 'Tick your calendars and choose Subscribe.' },
    ],
  };
}

function outlook({ home, login }: Addresses): Guide {
  return {
    id: 'outlook',
    name: 'Windows (Outlook)',
    steps: [
      { text: 'Install Outlook CalDav Synchronizer, and start classic Outlook anew.' },
      { text: 'In its ribbon choose Synchronization Profiles, the plus sign, and Generic CalDAV/CardDAV.' },
      { text: 'Choose the Outlook calendar to keep in step, and give the DAV URL:', copy: home },
      { text: 'Username:', copy: login },
      PASSWORD,
      { text: 'Choose “Test or discover settings”, pick a calendar, and OK.' },
    ],
    note: 'The new Outlook and the Mail app of Windows 11 cannot use calendars of this kind; Thunderbird can.',
  };
}

function gnome({ server, login }: Addresses): Guide {
  return {
    id: 'gnome',
    name: 'GNOME and Evolution',
    steps: [
      {
        text: 'In Settings, Online Accounts, choose “Calendar, Contacts and Files”. In Evolution: File, New, Collection Account.',
      },
      { text: 'Server:', copy: server },
      { text: 'Username:', copy: login },
      PASSWORD,
    ],
  };
}

function kde({ principal, login }: Addresses): Guide {
  return {
    id: 'kde',
    name: 'KDE (Merkuro, Kontact)',
    steps: [
      { text: 'Add a calendar of the kind “DAV groupware resource”.' },
      { text: 'User:', copy: login },
      PASSWORD,
      {
        text: 'Cancel the list of known servers, choose “Configure the resource manually”, add CalDAV, and give the URL:',
        copy: principal,
      },
      { text: 'Choose Fetch, then OK.' },
    ],
  };
}

function script({ server, home, login }: Addresses, monday: Day): Guide {
  const query = `from=${formatDay(monday)}T00:00:00Z&to=${formatDay(addDays(monday, 7))}T00:00:00Z`;
  return {
    id: 'script',
    name: 'A script',
    steps: [
      {
        text: 'What happens this week, as JSON:',
        copy: `curl -u ${login} '${server}/api/v1/instances?${query}'`,
      },
      { text: 'Your calendars, over CalDAV:', copy: `curl -u ${login} -X PROPFIND -H 'Depth: 1' ${home}` },
      { text: 'All that the API can do is described in', copy: `${server}/api/v1/openapi.json` },
    ],
    note: 'curl asks for the password; give it an app password.',
  };
}
