package dev.upserter.profile.proposal;

import java.util.List;

/** Names of columns that say what happened, in lower case and of letters alone; the best first. */
public final class EventNames {
    /** What somebody did. */
    public static final List<String> EVENT = List.of(
            "event", "eventname", "eventtext", "action", "activity", "activitytype", "eventtype", "what", "kind");

    /** Which page somebody looked at. */
    public static final List<String> PAGE =
            List.of("url", "pageurl", "page", "pagepath", "path", "pagename", "location", "pagetitle", "title");

    /** Which screen of an app somebody looked at. */
    public static final List<String> SCREEN = List.of("screen", "screenname", "view", "viewname", "page", "name");

    /** What tells an event from others. */
    public static final List<String> ID = List.of(
            "eventid",
            "messageid",
            "orderid",
            "ordernumber",
            "transactionid",
            "invoiceid",
            "paymentid",
            "insertid",
            "uuid",
            "id");

    private EventNames() {}
}
