package dev.domovoi.app.notify;

import dev.domovoi.act.notify.Courier;
import dev.domovoi.app.Narrator;
import dev.domovoi.app.Narrator.Kind;
import dev.domovoi.app.Vitals;

/// Keeps count of what one notifier did, and says when it begins to fail.
record Told(String name, Vitals vitals, Narrator narrator) implements Courier.Listener {
    @Override
    public void sent() {
        vitals.notifications.count(name, "sent");
        if (vitals.notifiers.works(name)) {
            narrator.say(Kind.NEWS, "The notifier " + name + " delivers again.");
        }
    }

    @Override
    public void retried(String why) {
        vitals.notifications.count(name, "retried");
        failed(why);
    }

    @Override
    public void dead(String why) {
        vitals.notifications.count(name, "dead");
        failed(why);
    }

    private void failed(String why) {
        if (vitals.notifiers.fails(name, why)) {
            narrator.say(Kind.TROUBLE, "The notifier " + name + " cannot deliver: " + why + ".");
        }
    }
}
