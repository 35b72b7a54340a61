package dev.domovoi.app.switching;

/// One message, never retained: everybody who is to hear it listens already.
record Said(String topic, String payload) {}
