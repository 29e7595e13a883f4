//! What a principal may be allowed to do (RFC 3744 §3).

use super::wire_names;

wire_names! {
    /// A privilege, as it stands in `DAV:privilege`.
    Privilege {
        /// Everything (RFC 3744 §3.11).
        All = DAV "all",
        /// Reading content and properties (RFC 3744 §3.1).
        Read = DAV "read",
        /// Changing content, properties and members (RFC 3744 §3.2).
        Write = DAV "write",
        /// Changing dead properties and live ones that are not protected (RFC 3744 §3.3).
        WriteProperties = DAV "write-properties",
        /// Changing the content of an existing resource (RFC 3744 §3.4).
        WriteContent = DAV "write-content",
        /// Removing somebody else's lock (RFC 3744 §3.5).
        Unlock = DAV "unlock",
        /// Reading the access control list (RFC 3744 §3.6).
        ReadAcl = DAV "read-acl",
        /// Asking for one's own privileges (RFC 3744 §3.7).
        ReadCurrentUserPrivilegeSet = DAV "read-current-user-privilege-set",
        /// Changing the access control list (RFC 3744 §3.8).
        WriteAcl = DAV "write-acl",
        /// Adding members to a collection (RFC 3744 §3.9).
        Bind = DAV "bind",
        /// Removing members from a collection (RFC 3744 §3.10).
        Unbind = DAV "unbind",
        /// Asking when the calendar's owner is busy (RFC 4791 §6.1.1).
        ReadFreeBusy = CALDAV "read-free-busy",
        /// Seeing when items are and what they are called; this server's own.
        ReadTitles = TEAMAGENDA "read-titles",
        /// Seeing private items as they are; this server's own.
        ReadPrivate = TEAMAGENDA "read-private",
        /// Inviting the owner; this server's own.
        Invite = TEAMAGENDA "invite",
        /// All three deliveries (RFC 6638 §6.1.1).
        ScheduleDeliver = CALDAV "schedule-deliver",
        /// Delivering invitations to an inbox (RFC 6638 §6.1.2).
        ScheduleDeliverInvite = CALDAV "schedule-deliver-invite",
        /// Delivering replies to an inbox (RFC 6638 §6.1.3).
        ScheduleDeliverReply = CALDAV "schedule-deliver-reply",
        /// Asking an inbox's owner for free-busy time (RFC 6638 §6.1.4).
        ScheduleQueryFreeBusy = CALDAV "schedule-query-freebusy",
        /// All three kinds of sending (RFC 6638 §6.2.1).
        ScheduleSend = CALDAV "schedule-send",
        /// Sending invitations (RFC 6638 §6.2.2).
        ScheduleSendInvite = CALDAV "schedule-send-invite",
        /// Sending replies (RFC 6638 §6.2.3).
        ScheduleSendReply = CALDAV "schedule-send-reply",
        /// Asking others for free-busy time (RFC 6638 §6.2.4).
        ScheduleSendFreeBusy = CALDAV "schedule-send-freebusy",
    }
}
