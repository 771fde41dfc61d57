package io.sessionservice.admin.console;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Makes the answers of the console. */
final class Page {

    private Page() {}

    /** @param view the template, whose name up to the first dash is also the section that the navigation marks */
    static ModelAndView of(String view, String title) {
        return new ModelAndView(view).addObject("title", title).addObject("section", view.split("-", 2)[0]);
    }

    /** After an act that shows nothing: the page that shows what has become of it, which a reload does not do again. */
    static ModelAndView after(Done done, String path) {
        RedirectView target = new RedirectView(path + "?done=" + done.word(), true, false);
        target.setStatusCode(HttpStatus.SEE_OTHER);
        target.setExpandUriTemplateVariables(false);
        return new ModelAndView(target);
    }

    static ModelAndView confirm(String section, Confirmation confirmation) {
        return new ModelAndView("confirm")
                .addObject("title", confirmation.title())
                .addObject("section", section)
                .addObject("confirmation", confirmation);
    }
}
