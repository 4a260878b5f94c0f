package dev.upserter.sandbox.track;

import dev.upserter.sandbox.traffic.Incoming;
import java.util.List;
import java.util.Optional;

/** All workspaces of a sandbox, of which each request names one. Immutable. */
public final class Workspaces {
    private final List<Workspace> all;

    /** These workspaces, at least one, whose site ids differ. */
    public Workspaces(List<Workspace> all) {
        this.all = List.copyOf(all);
    }

    public List<Workspace> all() {
        return all;
    }

    /** The first one, which gets what names none. */
    public Workspace first() {
        return all.getFirst();
    }

    /** The workspace with this site id. */
    public Optional<Workspace> named(String siteId) {
        return all.stream()
                .filter(workspace -> workspace.keys().siteId().equals(siteId))
                .findFirst();
    }

    /** The workspace that a request to the Track API means; the first one, which refuses it, where its credentials are wrong. */
    public Workspace ofTrack(Incoming request) {
        return all.stream()
                .filter(workspace -> workspace.keys().isNamedBy(request))
                .findFirst()
                .orElse(first());
    }

    /** The workspace that a request to the App API means. */
    public Workspace ofApp(Incoming request) {
        return all.stream()
                .filter(workspace -> workspace.keys().isNamedByToken(request))
                .findFirst()
                .orElse(first());
    }
}
