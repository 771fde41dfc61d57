package io.sessionservice.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Templates, and what browsers load with the pages that they make. */
class ConsoleViews {

    private static final String SCRIPT = "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js";

    /** Under the one name that this port's dispatcher looks for; without it, it would ask the public port's. */
    @Bean
    ThymeleafViewResolver viewResolver() {
        ThymeleafViewResolver resolver = new ThymeleafViewResolver();
        resolver.setTemplateEngine(engine());
        resolver.setCharacterEncoding(UTF_8.name());
        resolver.setStaticVariables(Map.of("times", new Times()));
        return resolver;
    }

    private static SpringTemplateEngine engine() {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("console/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding(UTF_8.name());
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        return engine;
    }

    @Bean
    WebMvcConfigurer consoleAssets(ConsoleProperties console) {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                if (!console.enabled()) {
                    return;
                }
                registry.addResourceHandler("/console/assets/**")
                        .addResourceLocations("classpath:/console/assets/", scriptLocation())
                        // asked again each time, and answered 304: a new release's pages never meet an old one's style
                        .setCacheControl(CacheControl.noCache());
            }
        };
    }

    /** The folder of the webjar, whose version stands in the build only. */
    private static String scriptLocation() {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(SCRIPT);
            String script = found[0].getURL().toString();
            return script.substring(0, script.lastIndexOf('/') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
