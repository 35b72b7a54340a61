package dev.domovoi.observe.flow;

/// What the last two levels of a collectd topic name: a plugin and a type, each with its instance or an empty one.
///
/// Names of plugins and types have no dash; whatever comes after the first one is the instance, dashes included.
record CollectdPlace(String plugin, String pluginInstance, String type, String typeInstance) {
    static CollectdPlace of(String plugin, String type) {
        return new CollectdPlace(name(plugin), instance(plugin), name(type), instance(type));
    }

    private static String name(String level) {
        int dash = level.indexOf('-');
        return dash < 0 ? level : level.substring(0, dash);
    }

    private static String instance(String level) {
        int dash = level.indexOf('-');
        return dash < 0 ? "" : level.substring(dash + 1);
    }
}
