package io.sessionservice.platform;

/** The service cannot start: a setting is there, but cannot be used or is not safe to use. */
public class UnsafeSettingException extends IllegalArgumentException {

    private final String name;

    /**
     * Refuses a setting.
     *
     * @param name of the setting, as a property
     * @param problem what is wrong with it, without any part of a secret
     */
    public UnsafeSettingException(String name, String problem) {
        super(name + ": " + problem);
        this.name = name;
    }

    String name() {
        return name;
    }
}
