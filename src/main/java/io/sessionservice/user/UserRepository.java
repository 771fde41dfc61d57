package io.sessionservice.user;

import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

interface UserRepository extends JpaRepository<UserEntity, Long> {

    @Query("select u from UserEntity u where u.applicationId = :application and u.login = :login")
    @Nullable
    UserEntity readByLogin(@Param("application") long application, @Param("login") String login);

    @Query("select u from UserEntity u where u.applicationId = :application and lower(u.email) = lower(:email)")
    @Nullable
    UserEntity readByEmail(@Param("application") long application, @Param("email") String email);

    @NativeQuery("SELECT nextval(pg_get_serial_sequence('users', 'id'))")
    long nextId();
}
