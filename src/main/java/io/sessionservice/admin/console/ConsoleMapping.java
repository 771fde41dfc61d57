package io.sessionservice.admin.console;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Finds the pages among the beans of the management port's context; none where the console is switched off. */
class ConsoleMapping extends RequestMappingHandlerMapping {

    private final boolean enabled;

    ConsoleMapping(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    protected boolean isHandler(Class<?> beanType) {
        return enabled && AnnotatedElementUtils.hasAnnotation(beanType, ConsolePage.class);
    }
}
